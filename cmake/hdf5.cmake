# viamyo_hdf5: the HDF5 library for whoever links libviamyo. The shared one brings curl and OpenSSL along and costs three milliseconds at each start, so
# a program with the property VIAMYO_STATIC_HDF5 gets the static one where Debian's is found. Programs that link VTK's HDF5 reader must not: two HDF5
# in one process do not go together.
find_package(HDF5 REQUIRED COMPONENTS C)
find_library(VIAMYO_HDF5_ARCHIVE NAMES libhdf5.a PATH_SUFFIXES hdf5/serial)
find_library(VIAMYO_SZ sz)
find_library(VIAMYO_Z z)
mark_as_advanced(VIAMYO_HDF5_ARCHIVE VIAMYO_SZ VIAMYO_Z)

add_library(viamyo_hdf5 INTERFACE)
target_include_directories(viamyo_hdf5 SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
if(VIAMYO_HDF5_ARCHIVE AND VIAMYO_SZ AND VIAMYO_Z)
  set(static_hdf5 ${VIAMYO_HDF5_ARCHIVE} ${VIAMYO_SZ} ${VIAMYO_Z} m ${CMAKE_DL_LIBS})
  set(wants_static $<BOOL:$<TARGET_PROPERTY:VIAMYO_STATIC_HDF5>>)
  target_link_libraries(viamyo_hdf5 INTERFACE "$<IF:${wants_static},${static_hdf5},${HDF5_C_LIBRARIES}>")
else()
  target_link_libraries(viamyo_hdf5 INTERFACE ${HDF5_C_LIBRARIES})
endif()
