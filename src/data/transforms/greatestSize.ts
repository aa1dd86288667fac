/** The greatest height and width that a transform makes images of. Units: pixels */
export const greatestSize = 4096;
