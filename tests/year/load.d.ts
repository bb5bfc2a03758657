import { type CaseEvent } from '@caseward/domain';
import type { DataSource } from 'typeorm';
/** The two agencies, their people and the record of every case, by the append that the system itself writes with. */
export declare function loadYear(record: DataSource, records: readonly (readonly CaseEvent[])[]): Promise<void>;
//# sourceMappingURL=load.d.ts.map
