# `cmake --install build/release --prefix FOLDER`: the programs, the readers and programs that `viamyo` hands over to, the sample maps, and the library for
# other programs: find_package(viamyo) and viamyo::viamyo (docs/library.md).
include(CMakePackageConfigHelpers)

set(VIAMYO_LIBEXEC ${CMAKE_INSTALL_LIBEXECDIR}/viamyo)
install(TARGETS viamyo_program RUNTIME)
install(TARGETS viamyo-vtk viamyo-view viamyo-reader viamyo-reader-vtk RUNTIME DESTINATION ${VIAMYO_LIBEXEC})
install(DIRECTORY sample_maps/ DESTINATION ${CMAKE_INSTALL_DATADIR}/viamyo/sample_maps)

install(DIRECTORY include/viamyo TYPE INCLUDE)
install(TARGETS viamyo viamyo_options viamyo_hdf5 viamyo_sodium viamyo_utf8proc EXPORT viamyoTargets)
set(VIAMYO_PACKAGE ${CMAKE_INSTALL_LIBDIR}/cmake/viamyo)
install(EXPORT viamyoTargets NAMESPACE viamyo:: DESTINATION ${VIAMYO_PACKAGE})
configure_package_config_file(cmake/viamyoConfig.cmake.in ${PROJECT_BINARY_DIR}/viamyoConfig.cmake INSTALL_DESTINATION ${VIAMYO_PACKAGE}
                              PATH_VARS VIAMYO_LIBEXEC)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/viamyoConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/viamyoConfig.cmake ${PROJECT_BINARY_DIR}/viamyoConfigVersion.cmake DESTINATION ${VIAMYO_PACKAGE})
