#include "station/cli/demo-data.h"

const GuoDemoVillage guo_demo_villages[GUO_DEMO_VILLAGES] = {
  { "青石坝村", "Qingshiba", 620 }, { "红岩村", "Hongyan", 540 },   { "白坪村", "Baiping", 710 },
  { "龙溪村", "Longxi", 430 },      { "天台村", "Tiantai", 780 },   { "石门村", "Shimen", 660 },
  { "金竹村", "Jinzhu", 590 },      { "双河村", "Shuanghe", 410 },  { "高岭村", "Gaoling", 760 },
  { "柏林村", "Bolin", 690 },       { "云盘村", "Yunpan", 800 },
};

const GuoDemoCooperative guo_demo_cooperatives[GUO_DEMO_COOPERATIVES] = {
  { "青石坝合作社", "Qingshiba Cooperative", "QS", 0 },
  { "红岩合作社", "Hongyan Cooperative", "HY", 1 },
  { "白坪合作社", "Baiping Cooperative", "BP", 2 },
  { "龙溪合作社", "Longxi Cooperative", "LX", 3 },
  { "天台合作社", "Tiantai Cooperative", "TT", 4 },
  { "石门合作社", "Shimen Cooperative", "SM", 5 },
  { "金竹合作社", "Jinzhu Cooperative", "JZ", 6 },
  { "双河合作社", "Shuanghe Cooperative", "SH", 7 },
  { "高岭合作社", "Gaoling Cooperative", "GL", 8 },
  { "柏林合作社", "Bolin Cooperative", "BL", 9 },
  { "云盘合作社", "Yunpan Cooperative", "YP", 10 },
  { "春晖合作社", "Chunhui Cooperative", "CH", 0 },
  { "丰禾合作社", "Fenghe Cooperative", "FH", 1 },
  { "绿野合作社", "Lüye Cooperative", "LY", 2 },
  { "向阳合作社", "Xiangyang Cooperative", "XY", 3 },
  { "晨露合作社", "Chenlu Cooperative", "CL", 4 },
  { "山泉合作社", "Shanquan Cooperative", "SQ", 5 },
  { "银杏合作社", "Yinxing Cooperative", "YX", 6 },
  { "同心合作社", "Tongxin Cooperative", "TX", 7 },
  { "新田合作社", "Xintian Cooperative", "XT", 8 },
  { "大地合作社", "Dadi Cooperative", "DD", 9 },
  { "众鑫合作社", "Zhongxin Cooperative", "ZX", 10 },
  { "岩口合作社", "Yankou Cooperative", "YK", 0 },
  { "梨坪合作社", "Liping Cooperative", "LP", 1 },
  { "茶园合作社", "Chayuan Cooperative", "CY", 2 },
  { "橘香合作社", "Juxiang Cooperative", "JX", 3 },
  { "福满合作社", "Fuman Cooperative", "FM", 4 },
  { "长青合作社", "Changqing Cooperative", "CQ", 5 },
  { "兴农合作社", "Xingnong Cooperative", "XN", 6 },
  { "竹溪合作社", "Zhuxi Cooperative", "ZH", 7 },
  { "松涛合作社", "Songtao Cooperative", "ST", 8 },
  { "巴山合作社", "Bashan Cooperative", "BS", 9 },
};

const GuoDemoProduct guo_demo_products[GUO_DEMO_PRODUCTS] = {
  { "脆李", "Crisp plum", "plum", "01-01",
    { { "青脆李", "Green crisp plum" }, { "蜂糖李", "Fengtang plum" }, { NULL, NULL } }, 21000000, 60, 5000000 },
  { "脐橙", "Navel orange", "citrus", "09-01",
    { { "纽荷尔", "Newhall" }, { "伦晚", "Lane Late" }, { NULL, NULL } }, 24000000, 20, 5000000 },
  { "蜜柑", "Mandarin", "citrus", "09-01",
    { { "沃柑", "Orah" }, { "爱媛38号", "Ehime 38" }, { NULL, NULL } }, 20000000, 15, 2500000 },
  { "茶叶", "Tea", "tea", "01-01",
    { { "福鼎大白", "Fuding Dabai" }, { NULL, NULL }, { NULL, NULL } }, 4000000, 5, 250000 },
};

const gchar *const guo_demo_surnames[] = { "李", "王", "周", "陈", "谭", "向", "冉", "黄", "刘", "张", "杨", "何",
                                           "吴", "龚", "邓", "罗", "彭", "熊", "谢", "胡", NULL };

const gchar *const guo_demo_given_names[] = { "长顺", "明",   "秀英", "永贵", "大春", "素芬", "兴国", "光明",
                                              "玉兰", "德福", "桂花", "世全", "发科", "小燕", "文清", "正奎",
                                              "晓梅", "昌盛", "家和", "红梅", "应才", "天云", "淑珍", NULL };
