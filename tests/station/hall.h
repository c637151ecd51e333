/* A packing hall for tests: a desk with fruit weighed in, and what is done to cases. */
#pragma once

#include "tests/station/desk.h"

G_BEGIN_DECLS

#define KG(n) ((gint64) (n) * 1000000)
#define G(n) ((gint64) (n) * 1000)

typedef struct
{
  Desk d;
  gint64 plan;    /* 5 kg of special plums */
  gint64 lots[2]; /* 100 kg each, of two deliveries */
  gint64 pallet_printer;
} Hall;

/* Logged in is the operator. */
void hall_open (Hall *hall);
void hall_close (Hall *hall);

/* A command whose answer is taken. */
json_t *hall_do (Hall *hall, const gchar *path, json_t *body);
/* The same by a supervisor. */
json_t *hall_decide (Hall *hall, const gchar *path, json_t *body);
/* One case by the plan, its net as the simulated scale shows it (the case type has no tare). */
json_t *hall_case (Hall *hall, gint64 lot, gint64 net_mg, gboolean part);
/* Serial of the first case of an answer. */
gchar *hall_serial (json_t *packed);
json_t *hall_show (Hall *hall, const gchar *serial);
gchar *hall_path (const gchar *serial, const gchar *verb);
/* A number of the row of a lot, of a pack lot. */
gint64 hall_of_lot (Hall *hall, gint64 lot, const gchar *name);
gint64 hall_of_pack_lot (Hall *hall, gint64 lot, const gchar *name);
/* The balance of everything: each transform, each lot, and the whole house. */
void hall_check (Hall *hall);
/* The harvest lots with a plot that a case's fruit came from, "1,2", asked of the graph alone. */
gchar *hall_plots (Hall *hall, const gchar *serial);
/* Cases that hold fruit of a plot, by the same way down. */
guint hall_cases_of_plot (Hall *hall, gint64 plot);

G_END_DECLS
