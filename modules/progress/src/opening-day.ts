/** First day for which figures are kept (2020-01-01, in days since 1970-01-01); what happened before counts on it. The chip card campaign began in 2021. */
export const openingDay = 18_262;

/** Last day for which figures are kept (2149-06-06: days fit in 16 bits). What a typing error puts later, a birth in 2190, never comes. */
export const closingDay = 65_535;
