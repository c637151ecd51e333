#include "station/rules.h"

#include <string.h>

#define Q(path_, run_) { "GET", path_, GUO_VERB_QUERY, GUO_ROLE_NOBODY, run_, NULL, NULL }
#define C(path_, role_, run_, fields_) \
  { "POST", path_, GUO_VERB_COMMAND, GUO_ROLE_##role_, run_, NULL, fields_ }
#define P(path_, role_, run_, fields_, prepare_) \
  { "POST", path_, GUO_VERB_COMMAND, GUO_ROLE_##role_, run_, prepare_, fields_ }
#define A(path_, role_, run_, fields_) \
  { "POST", path_, GUO_VERB_ACT, GUO_ROLE_##role_, run_, NULL, fields_ }

/* Everything that a face can do. What stands for a path's {name} becomes the parameter of that name. */
static const GuoVerb verbs[] = {
  Q ("/v1/status", guo_status_show),
  A ("/v1/rebuild", SUPERVISOR, guo_rebuild_ask, NULL),
  Q ("/v1/centre", guo_centre_show),
  C ("/v1/centre", SUPERVISOR, guo_centre_set, guo_centre_fields),

  Q ("/v1/users", guo_users_list),
  P ("/v1/users", SUPERVISOR, guo_users_add, guo_users_add_fields, guo_users_prepare),
  P ("/v1/users/{id}", SUPERVISOR, guo_users_change, guo_users_change_fields, guo_users_prepare),
  A ("/v1/login", NOBODY, guo_users_login, guo_users_login_fields),
  A ("/v1/logout", NOBODY, guo_users_logout, NULL),

  Q ("/v1/villages", guo_villages_list),
  C ("/v1/villages", SUPERVISOR, guo_villages_set, guo_villages_fields),
  Q ("/v1/parties", guo_parties_list),
  C ("/v1/parties", SUPERVISOR, guo_parties_set, guo_parties_fields),
  Q ("/v1/plots", guo_plots_list),
  C ("/v1/plots", SUPERVISOR, guo_plots_set, guo_plots_fields),
  Q ("/v1/products", guo_products_list),
  C ("/v1/products", SUPERVISOR, guo_products_set, guo_products_fields),
  C ("/v1/varieties", SUPERVISOR, guo_varieties_set, guo_varieties_fields),
  Q ("/v1/brands", guo_brands_list),
  C ("/v1/brands", SUPERVISOR, guo_brands_set, guo_brands_fields),
  Q ("/v1/crate-types", guo_crate_types_list),
  C ("/v1/crate-types", SUPERVISOR, guo_crate_types_set, guo_crate_types_fields),
  A ("/v1/pictures", SUPERVISOR, guo_pictures_add, guo_pictures_fields),
  Q ("/v1/pictures/{sha256}", guo_pictures_show),
  Q ("/v1/tares", guo_tares_list),
  C ("/v1/tares", SUPERVISOR, guo_tares_set, guo_tares_fields),

  Q ("/v1/ports", guo_ports_list),
  Q ("/v1/devices/states", guo_device_states_list),
  Q ("/v1/readings", guo_readings_list),
  Q ("/v1/protocols", guo_protocols_list),
  Q ("/v1/devices", guo_devices_list),
  C ("/v1/devices", SUPERVISOR, guo_devices_bind, guo_devices_fields),
  C ("/v1/devices/{id}/release", SUPERVISOR, guo_devices_release_one, NULL),
  A ("/v1/devices/probe", OPERATOR, guo_devices_probe_start, guo_devices_probe_fields),
  A ("/v1/devices/probe/stop", OPERATOR, guo_devices_probe_end, NULL),
  A ("/v1/scales/{id}/rearm", OPERATOR, guo_scales_rearm, NULL),
  A ("/v1/scales/{id}/zero", OPERATOR, guo_scales_zero, NULL),
  A ("/v1/devices/{id}/measure", OPERATOR, guo_instruments_measure, NULL),

  A ("/v1/scans", NOBODY, guo_scans_tell, guo_scans_fields),
  Q ("/v1/scan-codes", guo_scans_codes),
  A ("/v1/scanners/find", OPERATOR, guo_scanners_find_start, NULL),
  A ("/v1/buttons/find", OPERATOR, guo_buttons_find_start, NULL),
  A ("/v1/scanners/find/stop", OPERATOR, guo_scanners_find_end, NULL),
  A ("/v1/scanners/{id}/take", NOBODY, guo_scanners_take_one, guo_scanners_take_fields),

  Q ("/v1/deliveries", guo_deliveries_list),
  Q ("/v1/deliveries/{id}", guo_deliveries_show),
  C ("/v1/deliveries", OPERATOR, guo_deliveries_open, guo_deliveries_fields),
  C ("/v1/deliveries/{id}/close", OPERATOR, guo_deliveries_close, NULL),
  C ("/v1/deliveries/{id}/reopen", OPERATOR, guo_deliveries_reopen, guo_deliveries_reopen_fields),
  Q ("/v1/deliveries/{id}/slips", guo_slips_list),
  Q ("/v1/deliveries/{id}/slip.pdf", guo_slips_pdf),
  Q ("/v1/deliveries/{id}/slip.png", guo_slips_png),
  C ("/v1/deliveries/{id}/slip", OPERATOR, guo_slips_issue, guo_slips_fields),
  Q ("/v1/shares", guo_shares_show),
  Q ("/v1/lots", guo_lots_list),
  Q ("/v1/lots/{id}", guo_lots_show),
  C ("/v1/lots", OPERATOR, guo_lots_add, guo_lots_fields),
  Q ("/v1/inputs", guo_inputs_list),
  C ("/v1/inputs", OPERATOR, guo_inputs_add, guo_inputs_fields),
  C ("/v1/inputs/{id}/void", SUPERVISOR, guo_inputs_void, guo_reason_fields),
  Q ("/v1/crate-loans", guo_crate_loans_list),
  C ("/v1/crate-loans", OPERATOR, guo_crate_loans_add, guo_crate_loans_fields),
  C ("/v1/crate-loans/{id}/void", SUPERVISOR, guo_crate_loans_void, guo_reason_fields),
  Q ("/v1/weighings", guo_weighings_list),
  Q ("/v1/weighings/{id}", guo_weighings_show),
  P ("/v1/weighings", OPERATOR, guo_weighings_record, guo_weighings_fields, guo_weighings_prepare),
  C ("/v1/weighings/{id}/void", OPERATOR, guo_weighings_void, guo_weighings_void_fields),

  Q ("/v1/vehicle-weighings", guo_vehicle_weighings_list),
  P ("/v1/vehicle-weighings", OPERATOR, guo_vehicle_weighings_record, guo_vehicle_weighings_fields,
     guo_vehicle_weighings_prepare),
  C ("/v1/vehicle-weighings/{id}/void", OPERATOR, guo_vehicle_weighings_void, guo_weighings_void_fields),
  Q ("/v1/deductions", guo_deductions_list),
  C ("/v1/deductions", OPERATOR, guo_deductions_apply, guo_deductions_fields),
  C ("/v1/deductions/{id}/void", OPERATOR, guo_deductions_void, guo_deductions_void_fields),
  Q ("/v1/exceptions", guo_exceptions_list),

  Q ("/v1/grade-schemes", guo_grade_schemes_list),
  Q ("/v1/grade-schemes/shipped", guo_grade_schemes_shipped),
  Q ("/v1/grade-schemes/{id}/versions", guo_grade_schemes_versions),
  A ("/v1/grade-schemes/preview", NOBODY, guo_grade_schemes_preview, guo_grade_schemes_preview_fields),
  C ("/v1/grade-schemes", SUPERVISOR, guo_grade_schemes_set, guo_grade_schemes_fields),
  Q ("/v1/grade-runs", guo_runs_list),
  Q ("/v1/grade-runs/{id}", guo_runs_show),
  C ("/v1/grade-runs", OPERATOR, guo_runs_open, guo_runs_fields),
  C ("/v1/grade-runs/{id}/feed", OPERATOR, guo_runs_feed, guo_runs_feed_fields),
  P ("/v1/grade-runs/{id}/take", OPERATOR, guo_runs_take, guo_runs_take_fields, guo_runs_take_prepare),
  C ("/v1/grade-runs/{id}/close", OPERATOR, guo_runs_close, guo_runs_close_fields),
  C ("/v1/grade-runs/{id}/void", SUPERVISOR, guo_runs_void, guo_reason_fields),
  C ("/v1/run-feeds/{id}/void", OPERATOR, guo_runs_void_feed, guo_reason_fields),
  C ("/v1/run-takes/{id}/void", OPERATOR, guo_runs_void_take, guo_reason_fields),
  Q ("/v1/lots/{id}/balance", guo_lots_balance),
  C ("/v1/lots/{id}/regrade", OPERATOR, guo_lots_regrade, guo_lots_regrade_fields),
  C ("/v1/lots/{id}/override", SUPERVISOR, guo_lots_override, guo_lots_regrade_fields),
  C ("/v1/lots/{id}/split", OPERATOR, guo_lots_split, guo_lots_split_fields),
  C ("/v1/lots/merge", OPERATOR, guo_lots_merge, guo_lots_merge_fields),
  C ("/v1/transforms/{id}/void", SUPERVISOR, guo_transforms_void, guo_reason_fields),

  Q ("/v1/samples", guo_samples_list),
  Q ("/v1/samples/{id}", guo_samples_show),
  Q ("/v1/samples/form", guo_samples_form),
  A ("/v1/samples/judge", NOBODY, guo_samples_judge, guo_samples_fields),
  C ("/v1/samples", OPERATOR, guo_samples_record, guo_samples_fields),
  C ("/v1/samples/{id}/void", OPERATOR, guo_samples_void, guo_reason_fields),
  Q ("/v1/holds", guo_holds_list),
  Q ("/v1/holds/{id}", guo_holds_show),
  C ("/v1/holds", OPERATOR, guo_holds_place, guo_holds_fields),
  C ("/v1/holds/{id}/release", SUPERVISOR, guo_holds_release, guo_holds_release_fields),
  P ("/v1/grade-runs/{id}/import", OPERATOR, guo_runs_import, guo_runs_import_fields, guo_runs_import_prepare),
  Q ("/v1/grade-reports", guo_reports_list),
  P ("/v1/grade-reports/{id}/bind", OPERATOR, guo_reports_bind, guo_reports_bind_fields, guo_reports_bind_prepare),
  C ("/v1/grade-reports/{id}/void", SUPERVISOR, guo_reports_void, guo_reason_fields),

  Q ("/v1/pack-plans", guo_pack_plans_list),
  C ("/v1/pack-plans", SUPERVISOR, guo_pack_plans_set, guo_pack_plans_fields),
  Q ("/v1/pack-lots", guo_pack_lots_list),
  Q ("/v1/pack-lots/{id}", guo_pack_lots_show),
  Q ("/v1/net-content", guo_net_content_show),
  Q ("/v1/cases", guo_cases_list),
  Q ("/v1/cases/{serial}", guo_cases_show),
  P ("/v1/cases", OPERATOR, guo_cases_pack, guo_cases_fields, guo_cases_prepare),
  C ("/v1/cases/{serial}/void", SUPERVISOR, guo_cases_void, guo_cases_void_fields),
  P ("/v1/cases/{serial}/complete", OPERATOR, guo_cases_complete, guo_cases_complete_fields, guo_cases_prepare),
  P ("/v1/repacks", OPERATOR, guo_repacks_pack, guo_repacks_fields, guo_cases_prepare),
  P ("/v1/cases/reserve", OPERATOR, guo_cases_reserve, guo_cases_reserve_fields, guo_cases_prepare),
  P ("/v1/cases/{serial}/bind", OPERATOR, guo_cases_bind, guo_cases_bind_fields, guo_cases_prepare),
  Q ("/v1/scraps", guo_scraps_list),
  C ("/v1/scraps", SUPERVISOR, guo_scraps_add, guo_scraps_fields),
  C ("/v1/scraps/{id}/void", SUPERVISOR, guo_scraps_void, guo_reason_fields),
  Q ("/v1/pallets", guo_pallets_list),
  Q ("/v1/pallets/{sscc}", guo_pallets_show),
  C ("/v1/pallets", OPERATOR, guo_pallets_build, guo_pallets_fields),
  C ("/v1/pallets/{sscc}/move", OPERATOR, guo_pallets_move, guo_pallets_move_fields),
  C ("/v1/pallets/{sscc}/close", OPERATOR, guo_pallets_close, NULL),
  C ("/v1/pallets/{sscc}/reopen", OPERATOR, guo_pallets_reopen, guo_reason_fields),
  C ("/v1/pallets/{sscc}/void", OPERATOR, guo_pallets_void, guo_reason_fields),
  C ("/v1/pallets/{sscc}/print", OPERATOR, guo_pallets_print, guo_pallets_print_fields),
  Q ("/v1/pallets/{sscc}/label.png", guo_pallets_picture),
  Q ("/v1/pallets/{sscc}/label.pdf", guo_pallets_pdf),
  Q ("/v1/cases/{serial}/label.pdf", guo_labels_pdf),
  Q ("/v1/cases/{serial}/label.png", guo_labels_picture),
  C ("/v1/cases/{serial}/reprint", OPERATOR, guo_labels_reprint, guo_labels_reprint_fields),
  Q ("/v1/label-layouts", guo_label_layouts_list),
  C ("/v1/label-layouts", SUPERVISOR, guo_label_layouts_set, guo_label_layouts_fields),
  A ("/v1/label-layouts/preview", NOBODY, guo_label_layouts_preview, guo_label_preview_fields),
  Q ("/v1/print-jobs", guo_jobs_list),
  Q ("/v1/print-jobs/{id}", guo_jobs_show),
  C ("/v1/print-jobs/{id}/settle", OPERATOR, guo_jobs_settle, guo_jobs_settle_fields),
  Q ("/v1/printers/{id}/behind", guo_printers_behind),
  A ("/v1/printers/{id}/sheet", OPERATOR, guo_printers_sheet, guo_printers_sheet_fields),
  C ("/v1/printers/{id}/resume", OPERATOR, guo_printers_resume, guo_printers_resume_fields),

  Q ("/v1/yields", guo_yields_list),
  Q ("/v1/yields.csv", guo_yields_csv),
  Q ("/v1/yields.svg", guo_yields_svg),
  Q ("/v1/yields.pdf", guo_yields_pdf),
  Q ("/v1/links", guo_links_list),
  C ("/v1/links", SUPERVISOR, guo_links_grant, guo_links_fields),
  C ("/v1/links/{id}/withdraw", SUPERVISOR, guo_links_withdraw, NULL),

  P ("/v1/batch", SUPERVISOR, guo_batch_run, guo_batch_fields, guo_batch_prepare),
  Q ("/v1/import/{kind}/template.csv", guo_import_sample),
  C ("/v1/import/{kind}", SUPERVISOR, guo_import_run, guo_import_fields),

  Q ("/v1/checkpoint", guo_checkpoints_show),
  C ("/v1/checkpoint", OPERATOR, guo_checkpoints_sign, NULL),
  A ("/v1/backup", OPERATOR, guo_backups_make, NULL),
  Q ("/v1/events", guo_events_list),

  { .method = NULL },
};

const GuoVerb *
guo_verbs (void)
{
  return verbs;
}

typedef struct
{
  const gchar *name; /* of the hole, in the pattern; NULL: none */
  gsize name_len;
  const gchar *part; /* of the path, that stands there */
  gsize part_len;
} Hole;

/* Returns whether @path is of @pattern, which has at most one {hole}. */
static gboolean
match_path (const gchar *pattern, const gchar *path, Hole *hole)
{
  const gchar *open = strchr (pattern, '{');
  const gchar *close = open != NULL ? strchr (open, '}') : NULL;

  *hole = (Hole) { .name = NULL };
  if (close == NULL)
    return g_str_equal (pattern, path);
  if (strncmp (pattern, path, (gsize) (open - pattern)) != 0)
    return FALSE;
  hole->name = open + 1;
  hole->name_len = (gsize) (close - open - 1);
  hole->part = path + (open - pattern);
  hole->part_len = strcspn (hole->part, "/");
  return hole->part_len > 0 && g_str_equal (close + 1, hole->part + hole->part_len);
}

static void
set_param (json_t *params, const Hole *hole)
{
  g_autofree gchar *name = g_strndup (hole->name, hole->name_len);

  json_object_set_new (params, name, json_stringn (hole->part, hole->part_len));
}

const GuoVerb *
guo_verb_match (const gchar *method, const gchar *path, json_t *params, const gchar **allow)
{
  const GuoVerb *found = NULL;
  Hole found_hole = { .name = NULL };

  if (allow != NULL)
    *allow = NULL;
  for (const GuoVerb *verb = verbs; verb->method != NULL; verb++)
    {
      Hole hole;

      if (!match_path (verb->path, path, &hole))
        continue;
      if (!g_str_equal (verb->method, method))
        {
          if (allow != NULL)
            *allow = verb->method;
        }
      else if (found == NULL || hole.name == NULL) /* a path without a hole is the closer one */
        {
          found = verb;
          found_hole = hole;
        }
    }
  if (found == NULL)
    return NULL;
  if (allow != NULL)
    *allow = NULL;
  if (found_hole.name != NULL)
    set_param (params, &found_hole);
  return found;
}
