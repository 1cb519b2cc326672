// Nothing: what is wanted of this source is its precompiled header.
