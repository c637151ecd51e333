/* Helpers of the verbs: what a call needs from log, clock and views, said shortly.
 *
 * All of them run on the thread of the call.
 */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/* The parts of an event; NULL: no such part. The house part is always written: at, actor and client are
 * added to it. Each is (transfer full). */
typedef struct
{
  const gchar *type;
  const gchar *day; /* (nullable): today */
  gint season;      /* 0: the year of the day */
  gint64 replaces;  /* first event of the entity whose newer values these are; 0: a new one */
  json_t *data;
  json_t *grower;
  json_t *trade;
  json_t *house;
} GuoFact;

/**
 * guo_call_append:
 * @call: a command
 * @fact: what happened; its parts are taken over
 * @error: return location
 *
 * Returns: the event's n; -1 with an error of the store
 */
gint64 guo_call_append (GuoCall *call, const GuoFact *fact, GError **error);

/**
 * guo_call_today:
 * @call: a call
 * @error: return location
 *
 * Returns: (transfer full): the centre's day; %NULL with an error
 */
gchar *guo_call_today (GuoCall *call, GError **error);

/**
 * guo_call_ref:
 * @call: a call
 * @n: an entity; 0: none
 * @error: return location
 *
 * Returns: (transfer full): ["origin name", seq], or JSON null for 0; %NULL with an error
 */
json_t *guo_call_ref (GuoCall *call, gint64 n, GError **error);

/**
 * guo_call_set_ref:
 * @call: a call
 * @object: where to write
 * @name: of the member
 * @n: an entity; 0: the member becomes null
 * @error: return location
 *
 * Returns: %FALSE with an error
 */
gboolean guo_call_set_ref (GuoCall *call, json_t *object, const gchar *name, gint64 n, GError **error);

/**
 * guo_call_row:
 * @call: a call
 * @statement: below db/sql/query
 * @what: for the refusal: "lot", "delivery" ...
 * @id: bound as :id
 * @error: return location
 *
 * Returns: (transfer full): the row; %NULL with "not-found"[what, id]
 */
json_t *guo_call_row (GuoCall *call, const gchar *statement, const gchar *what, gint64 id, GError **error);

/**
 * guo_call_find:
 * @call: a call
 * @statement: of a short list below db/sql/query
 * @what: for the refusal
 * @id: whose "id" to look for
 * @error: return location
 *
 * Returns: (transfer full): the row; %NULL with "not-found"[what, id]
 */
json_t *guo_call_find (GuoCall *call, const gchar *statement, const gchar *what, gint64 id, GError **error);

/**
 * guo_call_param_id:
 * @call: a call whose path has {id}
 * @what: for the refusal
 * @id: (out): the number
 * @error: return location
 *
 * Returns: %FALSE with "not-found"[what, id] when it is no number
 */
gboolean guo_call_param_id (GuoCall *call, const gchar *what, gint64 *id, GError **error);

/**
 * guo_call_list:
 * @call: a query
 * @statement: below db/sql/query
 * @integers: comma separated names of query parameters that are whole numbers; others are text
 * @texts: comma separated names of the others that are known
 * @error: return location
 *
 * Binds the query parameters by name. limit: 1 to 1,000, 200 if absent.
 *
 * Returns: (transfer full): {"rows": […]}; %NULL with an error
 */
json_t *guo_call_list (GuoCall *call, const gchar *statement, const gchar *integers, const gchar *texts,
                       GError **error);

/**
 * guo_call_list_offered:
 * @call: a query
 * @statement: as guo_call_list(); knows :all
 * @integers: as guo_call_list(), without "all"
 * @texts: as guo_call_list()
 * @error: return location
 *
 * guo_call_list() of things that can be stopped: those are left out unless the query says all=1. Without
 * limit it is all of them.
 *
 * Returns: (transfer full): {"rows": […]}; %NULL with an error
 */
json_t *guo_call_list_offered (GuoCall *call, const gchar *statement, const gchar *integers,
                               const gchar *texts, GError **error);

/**
 * guo_call_active:
 * @call: a command whose body may have active
 * @old: (nullable): the row that is changed
 *
 * Returns: (transfer full): {"active": …} as it is from now on: a new thing is
 */
json_t *guo_call_active (GuoCall *call, json_t *old);

/**
 * guo_call_query:
 * @call: a query
 * @integers: as guo_call_list()
 * @texts: as guo_call_list()
 * @error: return location
 *
 * Returns: (transfer full): the query's parameters, typed; %NULL with "bad-field" or "unknown-field"
 */
json_t *guo_call_query (GuoCall *call, const gchar *integers, const gchar *texts, GError **error);

/**
 * guo_call_merge:
 * @into: object
 * @body: (nullable): newer values
 * @old: (nullable): older values
 * @names: comma separated members
 *
 * For each name: the body's value if it is there, else the old one's, else null.
 */
void guo_call_merge (json_t *into, json_t *body, json_t *old, const gchar *names);

/**
 * guo_call_not_found:
 * @error: return location
 * @what: "lot", "delivery" ...
 * @id: (transfer full): what was asked for, a JSON number or text
 *
 * Returns: %FALSE with "not-found"[what, id]
 */
gboolean guo_call_not_found (GError **error, const gchar *what, json_t *id);

/**
 * guo_call_void:
 * @call: a command
 * @id: what becomes void
 * @reason: a person's words: kept in the house, where a public reason would tell names
 * @error: return location
 *
 * Returns: %FALSE with an error
 */
gboolean guo_call_void (GuoCall *call, gint64 id, const gchar *reason, GError **error);

/**
 * guo_season_of:
 * @day: "YYYY-MM-DD"
 * @season_from: (nullable): "MM-DD", the product's first day; %NULL or "": 01-01
 *
 * Returns: the year in which the season began
 */
gint guo_season_of (const gchar *day, const gchar *season_from);

G_END_DECLS
