/* The verbs' functions and body tables, one file per subject; only verbs.c and the files themselves
 * include this. Each function is a GuoVerbFunc: the answer, or NULL with a refusal that its file documents.
 */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

#define GUO_RULE(name) json_t *name (GuoCall *call, GError **error)
#define GUO_PREPARE(name) gboolean name (GuoCall *call, GError **error)

/* users.c */
GUO_RULE (guo_users_list);
GUO_RULE (guo_users_login);
GUO_RULE (guo_users_logout);
GUO_RULE (guo_users_add);
GUO_RULE (guo_users_change);
GUO_PREPARE (guo_users_prepare);
extern const GuoField guo_users_login_fields[];
extern const GuoField guo_users_add_fields[];
extern const GuoField guo_users_change_fields[];

/**
 * guo_users_note:
 * @station: a station
 * @users: rows of the statement `users`
 *
 * Remembers whether there is a supervisor.
 */
void guo_users_note (GuoStation *station, json_t *users);

/**
 * guo_role_check:
 * @verb: what is to be done
 * @call: by whom; an approver counts as a supervisor for this one act
 * @error: return location
 *
 * Returns: %FALSE with "login-needed" or "supervisor-needed"
 */
gboolean guo_role_check (const GuoVerb *verb, const GuoCall *call, GError **error);

/**
 * guo_approver_check:
 * @call: its body may have an approver {user, pin}: verified, taken out, and noted as "_approver"
 * @error: return location
 *
 * Returns: %FALSE with "wrong-pin"[wait_s], "supervisor-needed", "not-found" or "bad-field"
 */
gboolean guo_approver_check (GuoCall *call, GError **error);

/**
 * guo_approver:
 * @call: a command
 *
 * Returns: n of the supervisor who stands for it: the approver, else the actor; 0: none
 */
gint64 guo_approver (const GuoCall *call);

/**
 * guo_is_supervised:
 * @call: a command
 *
 * Returns: whether a supervisor stands for it
 */
gboolean guo_is_supervised (const GuoCall *call);

/* centre.c */
GUO_RULE (guo_centre_show);
GUO_RULE (guo_centre_set);
extern const GuoField guo_centre_fields[];

/* parties.c */
GUO_RULE (guo_villages_list);
GUO_RULE (guo_villages_set);
GUO_RULE (guo_parties_list);
GUO_RULE (guo_parties_set);
GUO_RULE (guo_plots_list);
GUO_RULE (guo_plots_set);
extern const GuoField guo_villages_fields[];
extern const GuoField guo_parties_fields[];
extern const GuoField guo_plots_fields[];

/**
 * guo_rules_area_m2:
 * @mu: (nullable): a number of mu, at most six decimals
 * @m2: (out): square metres, half up: 1 mu is 2,000/3 m²
 *
 * Returns: %FALSE when it is no number of 0.01 to 150,000 mu
 */
gboolean guo_rules_area_m2 (const gchar *mu, gint64 *m2);

/* products.c, brands.c, pictures.c */
GUO_RULE (guo_tares_list);
GUO_RULE (guo_pictures_add);
GUO_RULE (guo_pictures_show);
extern const GuoField guo_pictures_fields[];
GUO_RULE (guo_products_list);
GUO_RULE (guo_products_set);
GUO_RULE (guo_varieties_set);
GUO_RULE (guo_brands_list);
GUO_RULE (guo_brands_set);
GUO_RULE (guo_crate_types_list);
GUO_RULE (guo_crate_types_set);
GUO_RULE (guo_tares_set);
extern const GuoField guo_products_fields[];
extern const GuoField guo_varieties_fields[];
extern const GuoField guo_brands_fields[];
extern const GuoField guo_crate_types_fields[];
extern const GuoField guo_tares_fields[];

/* device-rules.c */
GUO_RULE (guo_devices_list);
GUO_RULE (guo_devices_bind);
GUO_RULE (guo_devices_release_one);
GUO_RULE (guo_devices_probe_start);
GUO_RULE (guo_devices_probe_end);
GUO_RULE (guo_ports_list);
GUO_RULE (guo_device_states_list);
GUO_RULE (guo_readings_list);
GUO_RULE (guo_protocols_list);
GUO_RULE (guo_scales_rearm);
GUO_RULE (guo_scales_zero);
GUO_RULE (guo_instruments_measure);
extern const GuoField guo_devices_fields[];
extern const GuoField guo_devices_probe_fields[];

/**
 * guo_device_rules_sync:
 * @station: a station, on the writer's thread
 * @resume: whether the station has just been opened: a load may be recorded already
 * @error: return location
 *
 * Tells the devices what is bound now.
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_device_rules_sync (GuoStation *station, gboolean resume, GError **error);

/* run/schemes.c, run/rules.c, run/close.c */
GUO_RULE (guo_grade_schemes_list);
GUO_RULE (guo_grade_schemes_shipped);
GUO_RULE (guo_grade_schemes_set);
GUO_RULE (guo_grade_schemes_versions);
GUO_RULE (guo_grade_schemes_preview);
extern const GuoField guo_grade_schemes_preview_fields[];
GUO_RULE (guo_runs_list);
GUO_RULE (guo_runs_show);
GUO_RULE (guo_runs_open);
GUO_RULE (guo_runs_feed);
GUO_RULE (guo_runs_take);
GUO_RULE (guo_runs_void_feed);
GUO_RULE (guo_runs_void_take);
GUO_RULE (guo_runs_void);
GUO_RULE (guo_runs_close);
GUO_RULE (guo_lots_regrade);
GUO_RULE (guo_lots_balance); /* run/lot-balance.c */
GUO_RULE (guo_lots_override); /* run/reclass.c */
GUO_RULE (guo_lots_split); /* run/lots.c */
GUO_RULE (guo_lots_merge);
GUO_RULE (guo_transforms_void);
extern const GuoField guo_lots_split_fields[];
extern const GuoField guo_lots_merge_fields[];
GUO_RULE (guo_reports_list);
GUO_RULE (guo_reports_bind);
GUO_PREPARE (guo_reports_bind_prepare);
GUO_RULE (guo_reports_void);
GUO_RULE (guo_runs_import);
GUO_PREPARE (guo_runs_import_prepare);
GUO_PREPARE (guo_runs_take_prepare);
extern const GuoField guo_grade_schemes_fields[];
extern const GuoField guo_runs_fields[];
extern const GuoField guo_runs_feed_fields[];
extern const GuoField guo_runs_take_fields[];
extern const GuoField guo_runs_close_fields[];
extern const GuoField guo_lots_regrade_fields[];
extern const GuoField guo_reports_bind_fields[];
extern const GuoField guo_runs_import_fields[];

/* sample/samples.c, sample/form.c, sample/holds.c */
GUO_RULE (guo_samples_list);
GUO_RULE (guo_samples_show);
GUO_RULE (guo_samples_form);
GUO_RULE (guo_samples_judge);
GUO_RULE (guo_samples_record);
GUO_RULE (guo_samples_void);
GUO_RULE (guo_holds_list);
GUO_RULE (guo_holds_show);
GUO_RULE (guo_holds_place);
GUO_RULE (guo_holds_release);
extern const GuoField guo_samples_fields[];
extern const GuoField guo_holds_fields[];
extern const GuoField guo_holds_release_fields[];

/* delivery.c, lot.c */
GUO_RULE (guo_deliveries_list);
GUO_RULE (guo_deliveries_show);
GUO_RULE (guo_deliveries_open);
GUO_RULE (guo_deliveries_close);
GUO_RULE (guo_deliveries_reopen);
GUO_RULE (guo_lots_list);
GUO_RULE (guo_lots_show);
GUO_RULE (guo_shares_show); /* shares.c */
GUO_RULE (guo_lots_add);
extern const GuoField guo_deliveries_fields[];
extern const GuoField guo_deliveries_reopen_fields[];
extern const GuoField guo_lots_fields[];

/**
 * guo_delivery_is_open:
 * @delivery: its row
 * @error: return location
 *
 * Returns: %FALSE with "delivery-closed"[no]
 */
gboolean guo_delivery_is_open (json_t *delivery, GError **error);

/**
 * guo_lot_open:
 * @call: a command
 * @lot: n of a lot
 * @error: return location
 *
 * Returns: (transfer full): lot and delivery, which is open: {id, lot_no, delivery, no, day, season, state,
 *   vehicle}; %NULL with "not-found"[lot] or "delivery-closed"[no]
 */
json_t *guo_lot_open (GuoCall *call, gint64 lot, GError **error);

/**
 * guo_station_suffix:
 * @call: a call
 * @error: return location
 *
 * Returns: (transfer full): what this station appends to the numbers that it gives: "" for station A,
 *   else its letter; %NULL with an error
 */
gchar *guo_station_suffix (GuoCall *call, GError **error);

/* inputs.c, crate-loans.c */
GUO_RULE (guo_inputs_list);
GUO_RULE (guo_inputs_add);
GUO_RULE (guo_inputs_void);
GUO_RULE (guo_crate_loans_list);
GUO_RULE (guo_crate_loans_add);
GUO_RULE (guo_crate_loans_void);
extern const GuoField guo_inputs_fields[];
extern const GuoField guo_crate_loans_fields[];
extern const GuoField guo_reason_fields[]; /* {reason}: of a void */

/**
 * guo_rules_void_row:
 * @call: a command whose path has {id} and whose body has a reason
 * @statement: that reads the row, below db/sql/query; its member void says whether it is void
 * @what: for the refusal
 * @error: return location
 *
 * Returns: (transfer full): the row, void now; %NULL with "not-found"[what, id] or "already-void"
 */
json_t *guo_rules_void_row (GuoCall *call, const gchar *statement, const gchar *what, GError **error);

/* weighing.c */
GUO_RULE (guo_weighings_list);
GUO_RULE (guo_weighings_show);
GUO_RULE (guo_weighings_record);
GUO_RULE (guo_weighings_void);
GUO_PREPARE (guo_weighings_prepare);
extern const GuoField guo_weighings_fields[];
extern const GuoField guo_weighings_void_fields[];

/* vehicles.c */
GUO_RULE (guo_vehicle_weighings_list);
GUO_RULE (guo_vehicle_weighings_record);
GUO_RULE (guo_vehicle_weighings_void);
GUO_PREPARE (guo_vehicle_weighings_prepare);
extern const GuoField guo_vehicle_weighings_fields[];

/* exceptions.c */
GUO_RULE (guo_exceptions_list);

/* deductions.c */
GUO_RULE (guo_deductions_list);
GUO_RULE (guo_deductions_apply);
GUO_RULE (guo_deductions_void);
extern const GuoField guo_deductions_fields[];
extern const GuoField guo_deductions_void_fields[];

/* pack-plan.c, pack-net.c */
GUO_RULE (guo_pack_plans_list);
GUO_RULE (guo_pack_plans_set);
GUO_RULE (guo_net_content_show);
GUO_RULE (guo_pack_lots_list);
GUO_RULE (guo_pack_lots_show);
extern const GuoField guo_pack_plans_fields[];

/* repack.c, preprint.c, scrap.c */
GUO_RULE (guo_cases_complete);
GUO_RULE (guo_repacks_pack);
GUO_RULE (guo_cases_reserve);
GUO_RULE (guo_cases_bind);
GUO_RULE (guo_scraps_list);
GUO_RULE (guo_scraps_add);
GUO_RULE (guo_scraps_void);
extern const GuoField guo_cases_complete_fields[];
extern const GuoField guo_repacks_fields[];
extern const GuoField guo_cases_reserve_fields[];
extern const GuoField guo_cases_bind_fields[];
extern const GuoField guo_scraps_fields[];

/* pallet.c */
GUO_RULE (guo_pallets_list);
GUO_RULE (guo_pallets_show);
GUO_RULE (guo_pallets_build);
GUO_RULE (guo_pallets_move);
GUO_RULE (guo_pallets_close);
GUO_RULE (guo_pallets_reopen);
GUO_RULE (guo_pallets_void);
GUO_RULE (guo_pallets_print);
GUO_RULE (guo_pallets_picture);
GUO_RULE (guo_pallets_pdf);
extern const GuoField guo_pallets_fields[];
extern const GuoField guo_pallets_move_fields[];
extern const GuoField guo_pallets_print_fields[];

/* packing.c */
GUO_RULE (guo_cases_list);
GUO_RULE (guo_cases_show);
GUO_RULE (guo_cases_pack);
GUO_RULE (guo_cases_void);
GUO_PREPARE (guo_cases_prepare);
extern const GuoField guo_cases_fields[];
extern const GuoField guo_cases_void_fields[];

/* print-rules.c */
GUO_RULE (guo_labels_pdf);
GUO_RULE (guo_labels_picture);
GUO_RULE (guo_labels_reprint);
GUO_RULE (guo_jobs_list);
GUO_RULE (guo_jobs_show);
GUO_RULE (guo_jobs_settle);
extern const GuoField guo_labels_reprint_fields[];
extern const GuoField guo_jobs_settle_fields[];

/* print-sheet.c */
GUO_RULE (guo_printers_sheet);
extern const GuoField guo_printers_sheet_fields[];

/* label-layouts.c */
GUO_RULE (guo_label_layouts_list);
GUO_RULE (guo_label_layouts_set);
GUO_RULE (guo_label_layouts_preview);
extern const GuoField guo_label_layouts_fields[];
extern const GuoField guo_label_preview_fields[];

/**
 * guo_label_layouts_check:
 * @db: a connection of the caller's thread
 * @name: of a layout, as somebody chose it
 * @field: whose value it is
 * @purpose: (nullable): "case" or "pallet"; %NULL: either
 * @error: return location
 *
 * Returns: %FALSE with "bad-field" of @field, whose reason names the layout: there is none, or it is of another purpose
 */
gboolean guo_label_layouts_check (GuoDatabase *db, const gchar *name, const gchar *field, const gchar *purpose,
                                  GError **error);

/* print-resume.c */
GUO_RULE (guo_printers_behind);
GUO_RULE (guo_printers_resume);
extern const GuoField guo_printers_resume_fields[];

/* slip.c */
GUO_RULE (guo_slips_list);
GUO_RULE (guo_slips_issue);
GUO_RULE (guo_slips_pdf);
GUO_RULE (guo_slips_png);
extern const GuoField guo_slips_fields[];

/**
 * guo_rules_gtin:
 * @gtin: as somebody typed it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its 14 digits; %NULL with "bad-field" of "gtin"
 */
gchar *guo_rules_gtin (const gchar *gtin, GError **error);

/* scan/rules.c */
GUO_RULE (guo_scans_tell);
GUO_RULE (guo_scans_codes);
GUO_RULE (guo_scanners_take_one);
GUO_RULE (guo_scanners_find_start);
GUO_RULE (guo_scanners_find_end);
GUO_RULE (guo_buttons_find_start);
extern const GuoField guo_scans_fields[];
extern const GuoField guo_scanners_take_fields[];

/* batch.c */
GUO_RULE (guo_batch_run);
GUO_PREPARE (guo_batch_prepare);
extern const GuoField guo_batch_fields[];

/* yields.c, report/yields-report.c, links.c, status.c, import.c */
GUO_RULE (guo_yields_list);
GUO_RULE (guo_yields_csv);
GUO_RULE (guo_yields_svg);
GUO_RULE (guo_yields_pdf);
GUO_RULE (guo_links_list);
GUO_RULE (guo_links_grant);
GUO_RULE (guo_links_withdraw);
extern const GuoField guo_links_fields[];
GUO_RULE (guo_status_show);
GUO_RULE (guo_rebuild_ask);
GUO_RULE (guo_checkpoints_show);
GUO_RULE (guo_checkpoints_sign);
GUO_RULE (guo_backups_make);
GUO_RULE (guo_events_list);
GUO_RULE (guo_import_run);
GUO_RULE (guo_import_sample);
extern const GuoField guo_import_fields[];

G_END_DECLS
