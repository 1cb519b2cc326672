# ccache, where it is installed and nothing else was chosen: a file that was compiled before, in any folder, is not compiled again.
find_program(VIAMYO_CCACHE ccache)
mark_as_advanced(VIAMYO_CCACHE)
if(VIAMYO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers are looked at by their content; folders of builds may differ.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_NOHASHDIR=1
               CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} ${VIAMYO_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
