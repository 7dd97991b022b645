// The other spellings under which a name of the data appears in print, so that the data lists each
// name once. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tocsin {

// Without `name` itself and without repetition: letters without their marks ("Cote d'Ivoire"), a
// space for a hyphen ("Guinea Bissau"), a capital at the start ("Al-Qaeda"), headline case
// ("Republic Of Congo"), and capitals ("NIGER"), these only from four letters on.
std::vector<std::string> spellings(std::string_view name);

// "Goïta" as "Goita"; letters that the table of marked letters does not hold stay.
std::string without_marks(std::string_view name);

}  // namespace tocsin
