/** First day for which figures are kept (2020-01-01, in days since 1970-01-01); what happened before counts on it. The chip card campaign began in 2021. */
export const openingDay = 18_262;
