/* What stands on the label of a case, taken from the views. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/* Names of the fields that guo_case_label_data() may fill, ended by %NULL. */
extern const gchar *const guo_case_label_fields[];

/**
 * guo_case_label_origin:
 * @places: array of villages: name, township
 * @otherwise: where there is none
 *
 * Returns: (transfer full): "曲尺乡 青石坝村" where it fits, the villages alone where not, the first of many with their number
 */
gchar *guo_case_label_origin (json_t *places, const gchar *otherwise);

/**
 * guo_case_label_data:
 * @station: whose host and mark
 * @db: a connection of the caller's thread
 * @serial: of the case
 * @copy: 1: the first print; n: the label says 补(n - 1)
 * @error: return location
 *
 * Returns: (transfer full): object of strings by the fields of the case layouts; %NULL with
 *   %GUO_STATION_ERROR_NOT_FOUND or an error of the store
 */
json_t *guo_case_label_data (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy,
                             GError **error);

/**
 * guo_case_class_name:
 * @code: of a class: "special", or as a scheme calls it
 *
 * Returns: (transfer none): its Chinese name, as labels say it; @code where that is its name
 */
const gchar *guo_case_class_name (const gchar *code);

G_END_DECLS
