#include "station/cli/columns.h"

#include <glib/gi18n-lib.h>

const GuoColumn guo_columns_cases[] = {
  { "serial", N_("Serial"), GUO_COLUMN_TEXT },
  { "lot_no", N_("Lot"), GUO_COLUMN_TEXT },
  { "net_mg", N_("Net kg"), GUO_COLUMN_NET },
  { "nominal_mg", N_("Nominal kg"), GUO_COLUMN_NET },
  { "net_mode", N_("How weighed"), GUO_COLUMN_TEXT },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "packed_on", N_("Label says"), GUO_COLUMN_TEXT },
  { "pallet_no", N_("Pallet"), GUO_COLUMN_TEXT },
  { "label_state", N_("Label"), GUO_COLUMN_TEXT },
  { "packed_at", N_("Packed"), GUO_COLUMN_TIME },
  { "void", N_("Void"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_deductions[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "lot_no", N_("Lot"), GUO_COLUMN_TEXT },
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { "kind", N_("Kind"), GUO_COLUMN_TEXT },
  { "ppm", N_("ppm"), GUO_COLUMN_NUMBER },
  { "deducted_mg", N_("Deducted kg"), GUO_COLUMN_KG },
  { "reason", N_("Reason"), GUO_COLUMN_TEXT },
  { "text", N_("In words"), GUO_COLUMN_TEXT },
  { "void", N_("Void"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_deliveries[] = {
  { "no", N_("No."), GUO_COLUMN_TEXT },
  { "day", N_("Day"), GUO_COLUMN_TEXT },
  { "cooperative_name", N_("Cooperative"), GUO_COLUMN_TEXT },
  { "product_name", N_("Product"), GUO_COLUMN_TEXT },
  { "variety_name", N_("Variety"), GUO_COLUMN_TEXT },
  { "vehicle", N_("Vehicle"), GUO_COLUMN_TEXT },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "crates", N_("Crates"), GUO_COLUMN_NUMBER },
  { "net_mg", N_("Net kg"), GUO_COLUMN_KG },
  { "payable_mg", N_("Payable kg"), GUO_COLUMN_KG },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_devices[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "kind", N_("Kind"), GUO_COLUMN_TEXT },
  { "address", N_("Address"), GUO_COLUMN_TEXT },
  { "protocol", N_("Protocol"), GUO_COLUMN_TEXT },
  { "language", N_("Language"), GUO_COLUMN_TEXT },
  { "max_mg", N_("Max kg"), GUO_COLUMN_KG },
  { "e_mg", N_("e kg"), GUO_COLUMN_KG },
  { "active", N_("Active"), GUO_COLUMN_BOOLEAN },
  { "simulated", N_("Simulated"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_grade_reports[] = {
  { "id", N_("Report"), GUO_COLUMN_NUMBER },
  { "day", N_("Day"), GUO_COLUMN_TEXT },
  { "file", N_("File"), GUO_COLUMN_TEXT },
  { "machine_name", N_("Machine"), GUO_COLUMN_TEXT },
  { "batch", N_("Batch"), GUO_COLUMN_TEXT },
  { "fruit", N_("Fruit"), GUO_COLUMN_NUMBER },
  { "mass_mg", N_("kg"), GUO_COLUMN_KG },
  { "warnings", N_("Warnings"), GUO_COLUMN_NUMBER },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "run_no", N_("Run"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_grade_runs[] = {
  { "no", N_("Run"), GUO_COLUMN_TEXT },
  { "day", N_("Day"), GUO_COLUMN_TEXT },
  { "product_name", N_("Product"), GUO_COLUMN_TEXT },
  { "variety_name", N_("Variety"), GUO_COLUMN_TEXT },
  { "scheme_name", N_("Scheme"), GUO_COLUMN_TEXT },
  { "scheme_version", N_("Version"), GUO_COLUMN_TEXT },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "in_mg", N_("In kg"), GUO_COLUMN_KG },
  { "graded_mg", N_("In grade kg"), GUO_COLUMN_KG },
  { "below_mg", N_("Below kg"), GUO_COLUMN_KG },
  { "cull_mg", N_("Cull kg"), GUO_COLUMN_KG },
  { "loss_mg", N_("Loss kg"), GUO_COLUMN_KG },
  { "rest_mg", N_("Rest kg"), GUO_COLUMN_KG },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_labels[] = {
  { "unit", N_("Case"), GUO_COLUMN_NUMBER },
  { "serial", N_("Serial"), GUO_COLUMN_TEXT },
  { "copy", N_("Copy"), GUO_COLUMN_NUMBER },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_links[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "party_name", N_("Cooperative"), GUO_COLUMN_TEXT },
  { "granted_at", N_("Granted"), GUO_COLUMN_TIME },
  { "active", N_("Active"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_lots[] = {
  { "no", N_("Lot"), GUO_COLUMN_TEXT },
  { "kind", N_("Kind"), GUO_COLUMN_TEXT },
  { "cooperative_name", N_("Cooperative"), GUO_COLUMN_TEXT },
  { "product_name", N_("Product"), GUO_COLUMN_TEXT },
  { "variety_name", N_("Variety"), GUO_COLUMN_TEXT },
  { "grade_class", N_("Class"), GUO_COLUMN_TEXT },
  { "crates", N_("Crates"), GUO_COLUMN_NUMBER },
  { "cases", N_("Cases"), GUO_COLUMN_NUMBER },
  { "in_mg", N_("In kg"), GUO_COLUMN_KG },
  { "out_mg", N_("Out kg"), GUO_COLUMN_KG },
  { "left_mg", N_("Left kg"), GUO_COLUMN_KG },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_parties[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "code", N_("Code"), GUO_COLUMN_TEXT },
  { "initials", N_("Initials"), GUO_COLUMN_TEXT },
  { "cooperative_name", N_("Cooperative"), GUO_COLUMN_TEXT },
  { "village_name", N_("Village"), GUO_COLUMN_TEXT },
  { "phone", N_("Phone"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_print_jobs[] = {
  { "id", N_("Job"), GUO_COLUMN_NUMBER },
  { "printer_name", N_("Printer"), GUO_COLUMN_TEXT },
  { "queued_at", N_("Queued"), GUO_COLUMN_TIME },
  { "labels", N_("Labels"), GUO_COLUMN_NUMBER },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "reason", N_("Reason"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_slips[] = {
  { "copy", N_("Copy"), GUO_COLUMN_NUMBER },
  { "kind", N_("Kind"), GUO_COLUMN_TEXT },
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { "actor_name", N_("Who"), GUO_COLUMN_TEXT },
  { "reason", N_("Reason"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_trucks[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "vehicle", N_("Vehicle"), GUO_COLUMN_TEXT },
  { "delivery_no", N_("Delivery"), GUO_COLUMN_TEXT },
  { "lot_no", N_("Lot"), GUO_COLUMN_TEXT },
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { "mg", N_("First kg"), GUO_COLUMN_KG },
  { "mode", N_("Mode"), GUO_COLUMN_TEXT },
  { "waiting", N_("Waits"), GUO_COLUMN_BOOLEAN },
  { "weighing_no", N_("Weighing"), GUO_COLUMN_NUMBER },
  { "void", N_("Void"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_users[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "role", N_("Role"), GUO_COLUMN_TEXT },
  { "active", N_("Active"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_weighings[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "no", N_("No."), GUO_COLUMN_NUMBER },
  { "lot_no", N_("Lot"), GUO_COLUMN_TEXT },
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { "crates", N_("Crates"), GUO_COLUMN_NUMBER },
  { "gross_mg", N_("Gross kg"), GUO_COLUMN_KG },
  { "tare_mg", N_("Tare kg"), GUO_COLUMN_KG },
  { "net_mg", N_("Net kg"), GUO_COLUMN_KG },
  { "mode", N_("Mode"), GUO_COLUMN_TEXT },
  { "simulated", N_("Simulated"), GUO_COLUMN_BOOLEAN },
  { "void", N_("Void"), GUO_COLUMN_BOOLEAN },
  { "void_reason", N_("Reason"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_crate_loans[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "cooperative_name", N_("Cooperative"), GUO_COLUMN_TEXT },
  { "crate_type_name", N_("Name"), GUO_COLUMN_TEXT },
  { "lent", N_("Lent"), GUO_COLUMN_NUMBER },
  { "returned", N_("Returned"), GUO_COLUMN_NUMBER },
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { "void", N_("Void"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

const GuoColumn guo_columns_inputs[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "grower_name", N_("Grower"), GUO_COLUMN_TEXT },
  { "plot_name", N_("Plot"), GUO_COLUMN_TEXT },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "applied_on", N_("Applied"), GUO_COLUMN_TEXT },
  { "until", N_("Harvest from"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};
