/** The route of the form: a chunk of its own, loaded when somebody wants to write. */
import './report.css';

export { ReportPage as default } from './report-page.tsx';
