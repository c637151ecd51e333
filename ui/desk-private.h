/* The desk as its three files share it: desk.c speaks with the station, desk-live.c hears scales and devices,
 * desk-work.c keeps the delivery at work.
 */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

struct _GuoDesk
{
  GObject         parent_instance;

  GuoClient      *client;
  GuoScreenState *state;
  GuoSounds      *sounds;
  gchar          *database;
  json_t         *status;
  json_t         *rebuilding; /* how far */
  json_t         *user;
  json_t         *delivery;
  json_t         *weights;    /* scale id as text → newest line */
  json_t         *devices;    /* device id as text → newest line */
  json_t         *readings;   /* instrument's id as text → its newest reading */
  json_t         *grades;     /* run id as text → newest line of the machine that fills it */
  gint64          scale;
  gint            compact;
  guint           ask_again;
  guint           ask_delivery;
  guint           look;
  guint           n_missed;   /* how often the delivery at work was asked for in vain */
  gboolean        started;
  gboolean        connected;
};

/**
 * guo_desk_set_json:
 * @slot: what is kept
 * @value: (nullable): takes its place; a reference is taken
 */
void guo_desk_set_json (json_t **slot, json_t *value);

/**
 * guo_desk_live_arrived:
 * @self: the desk
 * @topic: "weight", "devices", "queue", "events", "scans", "readings", "grade"
 * @line: a line of the live stream
 */
void guo_desk_live_arrived (GuoDesk *self, const gchar *topic, json_t *line);

/**
 * guo_desk_count_faults:
 * @self: the desk
 *
 * The sound of a fault repeats for as long as there is one; a daemon that is gone counts as one more.
 */
void guo_desk_count_faults (GuoDesk *self);

G_END_DECLS
