/* The township of the demonstration: places and brand are real kinds of names, people and cooperatives
 * are invented. Constant data.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const gchar *name;
  const gchar *name_en;
  gint altitude_m;
} GuoDemoVillage;

typedef struct
{
  const gchar *name;
  const gchar *name_en;
  const gchar *code;
  guint village; /* index */
} GuoDemoCooperative;

typedef struct
{
  const gchar *name;
  const gchar *name_en;
  const gchar *kind;
  const gchar *season_from;
  const gchar *varieties[3][2]; /* name, English name */
  gint64 crate_net_mg;          /* what a crate of it holds, about */
  guint share;                  /* of the deliveries, percent */
  gint64 nominal_mg;            /* of a case */
} GuoDemoProduct;

#define GUO_DEMO_VILLAGES 11
#define GUO_DEMO_COOPERATIVES 32
#define GUO_DEMO_PRODUCTS 4

extern const GuoDemoVillage guo_demo_villages[GUO_DEMO_VILLAGES];
extern const GuoDemoCooperative guo_demo_cooperatives[GUO_DEMO_COOPERATIVES];
extern const GuoDemoProduct guo_demo_products[GUO_DEMO_PRODUCTS];
extern const gchar *const guo_demo_surnames[];    /* NULL-terminated */
extern const gchar *const guo_demo_given_names[]; /* NULL-terminated */

#define GUO_DEMO_CENTRE "福田果品分拣中心"
#define GUO_DEMO_SUPERVISOR "陈立新"
#define GUO_DEMO_OPERATOR "王芳"
#define GUO_DEMO_SUPERVISOR_PIN "9999"
#define GUO_DEMO_OPERATOR_PIN "1111"
#define GUO_DEMO_SCALE "1号秤"
#define GUO_DEMO_FLOOR_SCALE "2号地磅"
#define GUO_DEMO_PRINTER "标签机"
#define GUO_DEMO_CRATE "蓝筐"

G_END_DECLS
