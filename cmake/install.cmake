# What `cmake --install` lays down beside the two programs: the unit, its account and folders, the
# config, the language model, the rule pack where the config looks for it (it is embedded as well), the documents. With
# the prefix /usr all of it lands where Debian's packages put such things.
set(tocsin_unit ${CMAKE_BINARY_DIR}/install/tocsind.service)
file(READ ${CMAKE_SOURCE_DIR}/systemd/tocsind.service unit)
string(REPLACE "/usr/bin/tocsind" "${CMAKE_INSTALL_FULL_BINDIR}/tocsind" unit "${unit}")
string(REPLACE "/etc/tocsin/" "${CMAKE_INSTALL_FULL_SYSCONFDIR}/tocsin/" unit "${unit}")
string(REPLACE "/usr/share/doc/tocsin/" "${CMAKE_INSTALL_FULL_DATADIR}/doc/tocsin/" unit "${unit}")
file(CONFIGURE OUTPUT ${tocsin_unit} CONTENT "${unit}" @ONLY)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
             ${CMAKE_SOURCE_DIR}/systemd/tocsind.service)

install(FILES ${tocsin_unit} DESTINATION lib/systemd/system)
install(FILES systemd/tocsin.sysusers DESTINATION lib/sysusers.d RENAME tocsin.conf)
install(FILES systemd/tocsin.tmpfiles DESTINATION lib/tmpfiles.d RENAME tocsin.conf)
install(FILES config/tocsin.yml DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/tocsin)
install(DIRECTORY rules/pack/ DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/tocsin/rules
        FILES_MATCHING PATTERN *.yml)
install(FILES extract/language/data/english.model DESTINATION ${CMAKE_INSTALL_DATADIR}/tocsin)
install(FILES README.md CHANGELOG.md LICENSE NOTICE docs/architecture.md docs/operations.md
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/tocsin)
