// The inside of `viamyo-reader`: a process that waits for requests and has each served by a child of its own, which is gone afterwards.
#pragma once

namespace viamyo {

//! Serves requests on this socket until the other end closes it or a request brings its child down. Returns the exit code.
int serve_requests(int socket);

}  // namespace viamyo
