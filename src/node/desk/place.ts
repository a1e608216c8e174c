/** Where a workspace keeps its complaints. */
import { join } from 'node:path';

export const INTAKE_FOLDER = 'intake';
export const DATABASE_FILE = `${INTAKE_FOLDER}/intake.sqlite`;

export function databaseFile(dir: string): string {
  return join(dir, DATABASE_FILE);
}
