  gl_Position = MCDCMatrix * vec4(vertexMC.xyz + beat * displacementAttr, 1.0);
  gl_Position.z -= lift * gl_Position.w;  // towards the eye, so that it is not half buried in the surface it lies on
