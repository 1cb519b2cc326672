//VTK::Normal::Dec
in float voltageAttr;
in float shorteningAttr;
in float mappedAttr;
in float valueAttr;
in float hasValueAttr;
in float farAttr;
in vec3 placeAttr;
in vec3 displacementAttr;
out float vVoltage;
out float vShortening;
out float vMapped;
out float vValue;
out float vHasValue;
out float vFar;
out vec3 vPlace;
