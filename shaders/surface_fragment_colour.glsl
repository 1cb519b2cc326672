//VTK::Light::Impl
  vec2 screen = gl_FragCoord.xy / pixelScale;
  bool mapped = vMapped > 0.9999;
  bool shown = overlayKind == kClass || overlayKind == kHidden ? mapped : vHasValue > 0.9999;
  vec3 colour = unmappedFill(screen);
  vec3 plain = classColours[0];  // without figures
  if (shown) {
    if (overlayKind == kHidden) {
      colour = vec3(0.46, 0.48, 0.51);
    } else if (overlayKind == kClass) {
      int tissue = classOf(vVoltage, vShortening, thresholds);
      plain = classColours[tissue];
      colour = classFill(tissue, screen);
    } else if (overlayKind == kAgreement) {
      int count = 0;
      for (int i = 0; i < cutoffCount; ++i) count += atLeast(vValue, cutoffs[i]) ? 1 : 0;
      colour = paletteAt((float(count) - valueRange.x) / (valueRange.y - valueRange.x));
    } else {
      colour = paletteAt((vValue - valueRange.x) / (valueRange.y - valueRange.x));
    }
    if (overlayKind != kClass) plain = colour;
    if (vFar > fillDistance) colour = mix(colour, vec3(0.06), 0.75 * dots(screen, 12.0, 2.2));
  }
  // The eye must not take a dark side for a low value: light changes the brightness by a tenth at most, and never the hue.
  float facing = abs(normalize(normalVCVSOutput).z);
  float shade = lit == 1 ? mix(0.86, 1.0, smoothstep(0.0, 0.9, facing)) : 1.0;
  if (bullseye == 0 && insideView == 0 && gl_FrontFacing != (outwards == 1)) shade *= 0.72;
  colour *= shade;

  float halfWidth = 0.8 * pixelScale;
  if (mapped && bandShown == 1 && flipsWithin10Percent())
    colour = mix(colour, stripeOn(plain), stripes((screen.x - 2.0 * screen.y) * 0.4472, 8.0, 1.8));
  if (shown && bordersShown == 1) {
    float line = overlayKind == kClass ? classBorder(slopes, thresholds, halfWidth) : thresholdLines(valueSlope, lines, halfWidth);
    colour = mix(colour, borderColour, line);
    if (ghostShown == 1) {
      float ghost = overlayKind == kClass ? classBorder(slopes, ghostThresholds, 0.5 * pixelScale) : thresholdLines(valueSlope, ghostLines, 0.5 * pixelScale);
      ghost *= 1.0 - line;  // where both run together there is one line
      float dash = step(mod(screen.x + 0.35 * screen.y, 9.0), 5.5);
      colour = mix(colour, ghostColour, ghost * dash);
    }
  }
  if (segmentsShown == 1 || selectedSegment > 0) {
    vec2 line = segmentLines(onAxis, onAxisX, onAxisY, 0.7 * pixelScale);
    if (segmentsShown == 1) colour = mix(colour, borderColour, line.x * (bullseye == 1 ? 1.0 : 0.75));
    colour = mix(colour, accentColour, line.y);
  }
  fragOutput0 = vec4(colour, opacity);
