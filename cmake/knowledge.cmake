# The knowledge that ships inside the programs: each line names the symbol and its files.
# (world/, extract/event/ and rules/ say what the files mean.)
function(tocsin_embed_if target symbol)
  set(present TRUE)
  foreach(file ${ARGN})
    if(NOT EXISTS ${file})
      set(present FALSE)
    endif()
  endforeach()
  get_target_property(type ${target} TYPE)
  if(present AND NOT type STREQUAL "INTERFACE_LIBRARY")
    tocsin_embed(${target} ${symbol} ${ARGN})
  endif()
endfunction()

tocsin_embed_if(tocsin_rules rules_pack ${CMAKE_SOURCE_DIR}/rules/pack/shipped.yml)

tocsin_embed_if(tocsin_world world_countries ${CMAKE_SOURCE_DIR}/world/data/countries.tsv)
tocsin_embed_if(tocsin_world world_organisations ${CMAKE_SOURCE_DIR}/world/data/organisations.tsv)
tocsin_embed_if(tocsin_world world_office_holders ${CMAKE_SOURCE_DIR}/world/data/office_holders.tsv)
tocsin_embed_if(tocsin_world world_stop_phrases ${CMAKE_SOURCE_DIR}/world/data/stop_phrases.txt)

tocsin_embed_if(tocsin_language language_abbreviations
                ${CMAKE_SOURCE_DIR}/extract/language/data/abbreviations.tsv)
foreach(table words objects parties places kinds patterns cues background stops bounds times contexts groups
              acts people governors)
  tocsin_embed_if(tocsin_event event_${table} ${CMAKE_SOURCE_DIR}/extract/event/lexicon/${table}.tsv)
endforeach()

# The language model is mapped, not embedded: all workers and all programs share one copy. It lies
# beside the programs, so that they find it uninstalled (find_model() in language_core.h).
set(model ${CMAKE_SOURCE_DIR}/extract/language/data/english.model)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/english.model DEPENDS ${model}
  COMMAND ${CMAKE_COMMAND} -E copy ${model} ${CMAKE_BINARY_DIR}/english.model
  COMMENT "Laying the language model beside the programs" VERBATIM)
add_custom_target(tocsin_model_file DEPENDS ${CMAKE_BINARY_DIR}/english.model)
foreach(program tocsin tocsind)
  if(TARGET ${program})
    add_dependencies(${program} tocsin_model_file)
  endif()
endforeach()
