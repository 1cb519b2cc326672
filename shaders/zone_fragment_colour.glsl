//VTK::Light::Impl
  // The hatch of a candidate zone: white lines that lie over the class's own fill.
  vec2 screen = gl_FragCoord.xy / pixelScale;
  float off = abs(mod((screen.x - screen.y) * 0.7071, 10.0) - 5.0);
  if (off > 0.75) discard;
