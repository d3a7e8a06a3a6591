import type { Rules } from '../../template.js';
import { chineseNumber, range } from '../numerals.js';

/** Words that only the templates of the car's controls use. */
export const ZH_CONTROL_WORDS: Rules = {
  /** Numbered amounts of "more" and "less". */
  step: ['一档', '两档', '一格', '两格', '一级', '1档', '2档', '1格', '两级', '三格', '一挡'],
  /** Degrees that cannot be anything else. */
  celsius: ['<warm>度', '<warm>度', '<warmFigures>度', '<warm>度半', '<warmFigures>.5度', '<warmFigures>度半', '<warm>点五度'],
  warm: range(16, 30).map(chineseNumber),
  warmFigures: range(16, 30).map(String),
  share: [
    '一半',
    '三分之一',
    '三分之二',
    '四分之一',
    '四分之三',
    '五分之一',
    '五分之二',
    '一小半',
    '一大半',
    '一多半',
    '不到一半',
    '一半多一点',
    '<percent>',
    '两成',
    '四成',
    '六成',
  ],
  crack: ['一条缝', '条缝', '一个缝', '个缝', '一道缝', '小缝', '条小缝', '一点缝', '个小缝'],
  top: ['最大', '头', '顶', '满', '到头', '到顶', '最高', '最强', '满格'],
  place: ['主驾', '副驾', '后排', '后座', '司机', '左后', '右后', '前排', '副驾驶', '驾驶位', '二排'],
  someone: ['孩子', '老人', '客人', '小朋友', '朋友', '爸妈', '宝宝', '奶奶', '爷爷', '领导'],
};
