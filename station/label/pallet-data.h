/* What stands on the label of a pallet, taken from its rows. Pure, any thread. */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

/* What the store knows of a pallet. Texts are the caller's; %NULL where there is none. */
typedef struct
{
  const gchar *sscc;    /* 18 digits */
  const gchar *from;    /* the centre */
  const gchar *to;      /* of its shipment */
  const gchar *order;   /* number of the shipment */
  const gchar *number;  /* of the pallet in the shipment */
  const gchar *base;    /* of the pages: "https://trace.example.cn" */
  const gchar *mark;    /* "样张": of a practice database */
  gint64 copy;          /* 1: the first print */
  json_t *cases;        /* its cases: lot_no, gtin, product_name, grade_class, nominal_mg, net_mg, packed_on */
} GuoPallet;

/* Names of the fields that guo_pallet_label_data() may fill, ended by %NULL. */
extern const gchar *const guo_pallet_label_fields[];

/**
 * guo_pallet_label_data:
 * @pallet: a pallet
 * @error: return location
 *
 * The kilograms are what the cases say they hold, as (310n) would; a pallet of cases that say nothing has the sum of what
 * was weighed. Different classes, products or contents are joined by "、": the layout says whether that fits. A GTIN
 * stands for all cases or is left out, and one for use inside the centre is left out too.
 *
 * Returns: (transfer full): object of strings by the fields of the pallet layout; %NULL with
 *   %GUO_STATION_ERROR_REFUSED: "pallet-empty", or %GUO_STATION_ERROR_BAD_FIELD (sscc)
 */
json_t *guo_pallet_label_data (const GuoPallet *pallet, GError **error);

G_END_DECLS
