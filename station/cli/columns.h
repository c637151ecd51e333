/* The tables that several verbs show. */
#pragma once

#include "station/cli/cli.h"

G_BEGIN_DECLS

extern const GuoColumn guo_columns_cases[];
extern const GuoColumn guo_columns_crate_loans[];
extern const GuoColumn guo_columns_deductions[];
extern const GuoColumn guo_columns_inputs[];
extern const GuoColumn guo_columns_deliveries[];
extern const GuoColumn guo_columns_devices[];
extern const GuoColumn guo_columns_grade_reports[];
extern const GuoColumn guo_columns_grade_runs[];
extern const GuoColumn guo_columns_labels[];
extern const GuoColumn guo_columns_links[];
extern const GuoColumn guo_columns_lots[];
extern const GuoColumn guo_columns_parties[];
extern const GuoColumn guo_columns_print_jobs[];
extern const GuoColumn guo_columns_slips[];
extern const GuoColumn guo_columns_trucks[];
extern const GuoColumn guo_columns_users[];
extern const GuoColumn guo_columns_weighings[];

G_END_DECLS
