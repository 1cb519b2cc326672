# viamyo_hdf5, viamyo_sodium and viamyo_utf8proc: libraries that come as archives too. Each shared library costs a tenth of a millisecond at every start, and HDF5's brings
# curl, OpenSSL and thirty more: four milliseconds. So a program with the property VIAMYO_FAST_START gets the archives where Debian's are found, and all
# others the shared ones. Programs that link VTK's HDF5 reader must stay with those: two HDF5 in one process do not go together.
function(viamyo_archive name shared)  # viamyo_archive(TARGET SHARED_LIBRARIES ARCHIVE...)
  set(archives "")
  foreach(archive ${ARGN})
    find_library(VIAMYO_${archive} NAMES ${archive} PATH_SUFFIXES hdf5/serial)
    mark_as_advanced(VIAMYO_${archive})
    list(APPEND archives ${VIAMYO_${archive}})
  endforeach()
  add_library(${name} INTERFACE)
  if(BUILD_SHARED_LIBS OR "${archives}" MATCHES "NOTFOUND")  # two of one library in a process do not go together
    target_link_libraries(${name} INTERFACE ${shared})
  else()
    set(fast $<BOOL:$<TARGET_PROPERTY:VIAMYO_FAST_START>>)
    target_link_libraries(${name} INTERFACE "$<IF:${fast},${archives};m;${CMAKE_DL_LIBS},${shared}>")
  endif()
endfunction()

find_package(HDF5 REQUIRED COMPONENTS C)
viamyo_archive(viamyo_hdf5 "${HDF5_C_LIBRARIES}" libhdf5.a libsz.a libaec.a libz.a)
target_include_directories(viamyo_hdf5 SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
viamyo_archive(viamyo_sodium PkgConfig::sodium libsodium.a)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
viamyo_archive(viamyo_utf8proc PkgConfig::utf8proc libutf8proc.a)
