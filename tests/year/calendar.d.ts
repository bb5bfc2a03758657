/** The year of the story, in the zone of the default policy, which is three hours ahead all year. */
export declare const MINUTE = 60000;
export declare const HOUR: number;
export declare const DAY: number;
export declare const YEAR = 2025;
/** First moment of the year, and the first one after it. */
export declare const YEAR_STARTS: number;
export declare const YEAR_ENDS: number;
export declare const instant: (ms: number) => string;
export declare const localDate: (ms: number) => string;
/** Midnight of the local day of a moment, some days later or earlier. */
export declare function startOfDay(ms: number, daysLater?: number): number;
/** 0 on Sunday. */
export declare function weekday(ms: number): number;
//# sourceMappingURL=calendar.d.ts.map
