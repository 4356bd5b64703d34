/** Free space at the sides of the chart's plot, px; the slider stands in line with it. */
export const gridLeft = 64;
export const gridRight = 24;
