/** Which institutions the county has: kinds, how many, how large, how they are named. */

export type Group = 'hospital' | 'township' | 'community' | 'village' | 'clinic' | 'outpatient' | 'infirmary';

export interface Kind {
  /** 类别, as bureaus write it. */
  readonly kind: string;
  readonly group: Group;
  readonly count: number;
  /** Category inside the 登记号. */
  readonly category: string;
  /** How many people work there, from and to. */
  readonly staff: readonly [number, number];
  readonly subjects: readonly string[];
  readonly levels: readonly string[];
  /** Filed instead of licensed (诊所备案). */
  readonly filed?: true;
}

const GENERAL = ['预防保健科', '内科', '外科', '妇产科', '儿科', '急诊医学科', '医学检验科', '医学影像科', '中医科'];
const SMALL = ['全科医疗科', '预防保健科'];

/** 300 in all, in about the mixture of a county: most of them village clinics and small practices. */
export const KINDS: readonly Kind[] = [
  {
    kind: '综合医院',
    group: 'hospital',
    count: 6,
    category: 'A100',
    staff: [45, 90],
    subjects: GENERAL,
    levels: ['二级甲等', '二甲', '一级'],
  },
  {
    kind: '中医医院',
    group: 'hospital',
    count: 1,
    category: 'A210',
    staff: [60, 80],
    subjects: ['中医科', '针灸科', '推拿科'],
    levels: ['二级甲等'],
  },
  {
    kind: '妇幼保健院',
    group: 'hospital',
    count: 1,
    category: 'B110',
    staff: [50, 60],
    subjects: ['妇女保健科', '儿童保健科'],
    levels: ['二級'],
  },
  {
    kind: '专科医院',
    group: 'hospital',
    count: 3,
    category: 'A511',
    staff: [20, 35],
    subjects: ['眼科', '康复医学科'],
    levels: ['未定级', ''],
  },
  {
    kind: '护理院',
    group: 'hospital',
    count: 1,
    category: 'K100',
    staff: [12, 18],
    subjects: ['临终关怀科', '康复医学科'],
    levels: [''],
  },
  {
    kind: '乡镇卫生院',
    group: 'township',
    count: 8,
    category: 'C220',
    staff: [14, 26],
    subjects: GENERAL.slice(0, 5),
    levels: ['一级甲等', '一甲', ''],
  },
  {
    kind: '社区卫生服务中心',
    group: 'community',
    count: 4,
    category: 'B100',
    staff: [14, 24],
    subjects: SMALL,
    levels: ['未定级', ''],
  },
  {
    kind: '社区卫生服务站',
    group: 'community',
    count: 10,
    category: 'B200',
    staff: [3, 6],
    subjects: SMALL,
    levels: [''],
  },
  { kind: '村卫生室', group: 'village', count: 126, category: 'D600', staff: [1, 2], subjects: SMALL, levels: [''] },
  { kind: '诊所', group: 'clinic', count: 48, category: 'D215', staff: [2, 4], subjects: ['内科'], levels: [''] },
  { kind: '中医诊所', group: 'clinic', count: 15, category: 'D212', staff: [1, 3], subjects: ['中医科'], levels: [''] },
  { kind: '口腔诊所', group: 'clinic', count: 27, category: 'D214', staff: [2, 5], subjects: ['口腔科'], levels: [''] },
  {
    kind: '诊所',
    group: 'clinic',
    count: 12,
    category: '',
    staff: [2, 4],
    subjects: ['全科医疗科'],
    levels: [''],
    filed: true,
  },
  {
    kind: '中医（综合）诊所',
    group: 'clinic',
    count: 10,
    category: '',
    staff: [1, 3],
    subjects: ['中医科'],
    levels: [''],
    filed: true,
  },
  {
    kind: '综合门诊部',
    group: 'outpatient',
    count: 8,
    category: 'D110',
    staff: [7, 14],
    subjects: GENERAL.slice(1, 5),
    levels: [''],
  },
  {
    kind: '口腔门诊部',
    group: 'outpatient',
    count: 6,
    category: 'D150',
    staff: [5, 10],
    subjects: ['口腔科'],
    levels: [''],
  },
  {
    kind: '中医门诊部',
    group: 'outpatient',
    count: 4,
    category: 'D121',
    staff: [4, 8],
    subjects: ['中医科', '针灸科'],
    levels: [''],
  },
  { kind: '医务室', group: 'infirmary', count: 10, category: 'D400', staff: [1, 3], subjects: SMALL, levels: [''] },
];
