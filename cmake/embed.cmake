# viamyo_embed(TARGET HEADER_NAME FILE...): compiles the files into TARGET as text, found through <HEADER_NAME>, a header with
#   namespace viamyo::assets { struct Asset { std::string_view name, text; }; std::span<const Asset> HEADER_STEM(); }
#
# The generated source is an object library of its own: a generated file is known only in the directory that makes it, and TARGET may stand in another.
function(viamyo_embed target header)
  get_filename_component(stem ${header} NAME_WE)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(source ${out}/${stem}.cpp)
  set(absolute "")
  foreach(file ${ARGN})
    get_filename_component(path ${file} ABSOLUTE)
    list(APPEND absolute ${path})
  endforeach()
  add_custom_command(
    OUTPUT ${source} ${out}/${header}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DSTEM=${stem} "-DFILES=${absolute}" -P ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
    DEPENDS ${absolute} ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
    VERBATIM)
  add_library(${target}_${stem} OBJECT ${source} ${out}/${header})
  target_link_libraries(${target}_${stem} PRIVATE viamyo_options)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_${stem}>)
  target_include_directories(${target} PRIVATE ${out})
  add_dependencies(${target} ${target}_${stem})
endfunction()
