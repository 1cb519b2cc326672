//VTK::Light::Impl
  // A disc with a rim; hollow where the point is excluded (its alpha says so).
  float radius = 2.0 * length(gl_PointCoord - vec2(0.5));
  float pixelWide = 2.0 / pointSize;
  bool hollow = fragOutput0.a < 0.75;
  float rimInside = hollow ? 0.66 : 0.70;
  if (radius > 1.0 || (hollow && radius < rimInside - pixelWide)) discard;
  vec3 rim = hollow ? hollowColour : rimColour;
  float atRim = smoothstep(rimInside - pixelWide, rimInside, radius);
  vec3 pointColour = hollow ? rim : mix(fragOutput0.rgb, rim, atRim);
  // A dark edge, so that a dot stands out on a light ground too.
  pointColour = mix(pointColour, vec3(0.05), smoothstep(1.0 - 1.6 * pixelWide, 1.0 - 0.6 * pixelWide, radius) * 0.8);
  fragOutput0 = vec4(pointColour, 1.0);
