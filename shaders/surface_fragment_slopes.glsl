//VTK::UniformFlow::Impl
  vec2 slopes = vec2(length(vec2(dFdx(vVoltage), dFdy(vVoltage))), length(vec2(dFdx(vShortening), dFdy(vShortening))));
  float valueSlope = length(vec2(dFdx(vValue), dFdy(vValue)));
  vec3 onAxis = axisPlace();
  vec3 onAxisX = dFdx(onAxis);
  vec3 onAxisY = dFdy(onAxis);
