# One source of model/ for each instruction set, the set chosen when the program starts
# (model/kernels.h). All are optimised in every preset, and none may fuse a multiplication with an
# addition: the bits are to be the same from each.
set(tocsin_kernel_flags -O3 -ffp-contract=off)
set_source_files_properties(model/kernels_portable.cc PROPERTIES
  COMPILE_OPTIONS "${tocsin_kernel_flags}")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  set_source_files_properties(model/kernels_avx2.cc PROPERTIES
    COMPILE_OPTIONS "${tocsin_kernel_flags};-mavx2")
  set_source_files_properties(model/kernels_avx512.cc PROPERTIES
    COMPILE_OPTIONS "${tocsin_kernel_flags};-mavx512f;-mavx512bw;-mavx512vl;-mavx512vnni")
endif()
