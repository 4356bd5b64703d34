/** Free space at the sides of the chart's plot, px; the slider stands in line with it. */
export const gridLeft = 72;
export const gridRight = 24;
/** Above: two rows for the names of deadlines. */
export const gridTop = 44;
/** Height of a row of such names; more than two rows take more. */
export const labelRow = 16;
export const gridBottom = 28;
