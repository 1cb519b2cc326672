//VTK::Normal::Dec
in float vVoltage;
in float vShortening;
in float vMapped;
in float vValue;
in float vHasValue;
in float vFar;
in vec3 vPlace;

// Codes of the classes, as in TissueClass.
const int kNormal = 1;
const int kViableIschemic = 2;
const int kInfarcted = 3;
const int kIndeterminate = 4;
const int kViable = 5;

// What the view shows.
const int kScalar = 0;
const int kClass = 1;
const int kAgreement = 2;
const int kHidden = 3;  // classes that are to be guessed first

// Plateaus exactly at a threshold belong to the side of >=, as everywhere: interpolation may leave them some units in the last place below.
bool atLeast(float value, float threshold) { return value >= threshold - (abs(threshold) * 2.5e-7 + 1.0e-7); }

// thresholds: infarct and viable voltage, shortening.
int classOf(float voltage, float shortening, vec3 thresholds) {
  bool viable = atLeast(voltage, thresholds.y);
  bool low = !atLeast(voltage, thresholds.x);
  if (mechanics == 0) return viable ? kViable : (low ? kInfarcted : kIndeterminate);
  bool preserved = atLeast(shortening, thresholds.z);
  if (viable) return preserved ? kNormal : kViableIschemic;
  return low && !preserved ? kInfarcted : kIndeterminate;
}

// How much of the screen a line of that half width covers, where the value crosses `at`. Where the value does not change there is no line.
float lineAt(float value, float slope, float at, float halfWidth) {
  if (slope < 1.0e-7 * (1.0 + abs(at))) return 0.0;
  return 1.0 - smoothstep(halfWidth - 0.5, halfWidth + 0.5, abs(value - at) / slope);
}

float classBorder(vec2 slopes, vec3 thresholds, float halfWidth) {
  float line = lineAt(vVoltage, slopes.x, thresholds.y, halfWidth);
  float low = lineAt(vVoltage, slopes.x, thresholds.x, halfWidth);
  if (mechanics == 0) return max(line, low);
  if (!atLeast(vShortening, thresholds.z)) line = max(line, low);
  bool divides = atLeast(vVoltage, thresholds.y) || !atLeast(vVoltage, thresholds.x);
  if (divides) line = max(line, lineAt(vShortening, slopes.y, thresholds.z, halfWidth));
  return line;
}

float thresholdLines(float slope, vec4 lines, float halfWidth) {
  float line = 0.0;
  if (lines.w > 0.5) line = max(line, lineAt(vValue, slope, lines.x, halfWidth));
  if (lines.w > 1.5) line = max(line, lineAt(vValue, slope, lines.y, halfWidth));
  return line;
}

vec3 paletteAt(float fraction) {
  float at = clamp(fraction, 0.0, 1.0) * 127.0;
  int low = int(min(floor(at), 126.0));
  return mix(palette[low], palette[low + 1], at - float(low));
}

// Patterns, in pixels of an ordinary screen. Each gives 1 on the figure, 0 off it.
float stripes(float along, float period, float width) {
  float off = abs(mod(along, period) - period / 2.0);
  return 1.0 - smoothstep(width / 2.0 - 0.5, width / 2.0 + 0.5, off);
}

float dots(vec2 screen, float period, float radius) {
  vec2 cell = floor(screen / period);
  vec2 off = mod(screen + vec2(mod(cell.y, 2.0) * period / 2.0, 0.0), period) - period / 2.0;
  return 1.0 - smoothstep(radius - 0.5, radius + 0.5, length(off));
}

vec3 classFill(int tissue, vec2 screen) {
  vec3 colour = classColours[tissue];
  float rise = (screen.x + screen.y) * 0.7071;
  float fall = (screen.x - screen.y) * 0.7071;
  if (tissue == kViableIschemic) return mix(colour, colour * 0.62, stripes(rise, 8.0, 1.5));
  if (tissue == kInfarcted) return mix(colour, mix(colour, vec3(1.0), 0.35), max(stripes(rise, 9.0, 1.2), stripes(fall, 9.0, 1.2)));
  if (tissue == kIndeterminate) return mix(colour, colour * 0.62, dots(screen, 8.0, 1.3));
  return colour;
}

// As stripe_colour: dark on what is light, light on what is dark.
vec3 stripeOn(vec3 fill) {
  float luminance = dot(pow(fill, vec3(2.2)), vec3(0.2126, 0.7152, 0.0722));
  return luminance > 0.19 ? stripeOnLight : stripeOnDark;
}

vec3 unmappedFill(vec2 screen) { return mix(classColours[0], classColours[0] * 1.75, dots(screen, 12.0, 2.4)); }

// Whether one of the six single moves of a threshold by 10 % gives another class.
bool flipsWithin10Percent() {
  int here = classOf(vVoltage, vShortening, thresholds);
  for (int i = 0; i < 6; ++i) {
    if (classOf(vVoltage, vShortening, moves[i]) != here) return true;
  }
  return false;
}

// Where on the long axis a place lies: x and y across it, z = t. In a bull's-eye the place is the drawn one.
vec3 axisPlace() {
  if (bullseye == 1) return vec3(vPlace.xy, 1.0 - length(vPlace.xy));
  vec3 from = vPlace - axisOrigin;
  return vec3(dot(from, axisZero), dot(from, axisNinety), dot(from, axisAlong));
}

// x: coverage by a line between segments, y: coverage by a line along the inside of the selected one.
vec2 segmentLines(vec3 place, vec3 slopeX, vec3 slopeY, float halfWidth) {
  float t = place.z;
  float slopeT = length(vec2(slopeX.z, slopeY.z));
  float line = 0.0;
  for (int i = 0; i < 3; ++i) line = max(line, lineAt(t, slopeT, ringLimits[i], halfWidth));
  if (bullseye == 1) line = max(line, lineAt(t, slopeT, 0.0, halfWidth));
  int ring = t < ringLimits.x ? 0 : (t < ringLimits.y ? 1 : (t < ringLimits.z ? 2 : 3));
  float nearest = 1.0e9;  // pixels to the nearest border of the segment
  for (int i = 0; i < 3; ++i) nearest = min(nearest, abs(t - ringLimits[i]) / max(slopeT, 1.0e-9));
  int sector = 0;
  if (ring < 3) {
    int count = sectorCounts[ring];
    float first = sectorBegins[ring];
    for (int i = 0; i < count; ++i) {
      float angle = first + float(i) * 6.2831853 / float(count);
      vec2 along = vec2(cos(angle), sin(angle));
      float off = along.x * place.y - along.y * place.x;
      vec2 slope = vec2(along.x * slopeX.y - along.y * slopeX.x, along.x * slopeY.y - along.y * slopeY.x);
      if (dot(along, place.xy) <= 0.0) continue;
      float pixels = abs(off) / max(length(slope), 1.0e-9);
      line = max(line, 1.0 - smoothstep(halfWidth - 0.5, halfWidth + 0.5, pixels));
      nearest = min(nearest, pixels);
    }
    float turn = mod(atan(place.y, place.x) - first + 6.2831853, 6.2831853) / 6.2831853;
    sector = min(int(floor(turn * float(count))), count - 1);
  }
  int segment = firstSegments[ring] + sector;
  float inside = segment == selectedSegment ? 1.0 - smoothstep(3.0 * pixelScale, 3.0 * pixelScale + 1.0, nearest) : 0.0;
  return vec2(line, inside);
}
