/* What all pages of one screen share: the client, who is at work, what is being worked on, and the
 * newest state of scale and devices.
 *
 * Pages hold a reference and listen; nothing here decides about fruit. Main thread.
 */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "station/client/client.h"
#include "station/client/format.h"
#include "ui/screen-state.h"
#include "ui/sound/sounds.h"

G_BEGIN_DECLS

#define GUO_TYPE_DESK (guo_desk_get_type ())
G_DECLARE_FINAL_TYPE (GuoDesk, guo_desk, GUO, DESK, GObject)

/* Signals; JSON values are borrowed:
 *   "connection" (): guo_desk_connected() changed
 *   "status" (): guo_desk_status() changed: centre, users, day
 *   "rebuilding" (): guo_desk_rebuilding() changed
 *   "user" (): somebody logged in or out
 *   "delivery" (): the open work changed, or its sums
 *   "weight" (gpointer json_t): a line of the scale in use
 *   "device" (gpointer json_t): a line of any device, or of a port being listened to
 *   "queue" (gpointer json_t): labels of a job
 *   "grade" (gpointer json_t): a run as its grading machine fills it
 *   "scan" (gpointer json_t): a scanner or button of the station; to be taken before it is acted on
 *   "committed" (gpointer json_t): something was recorded, by whomever
 *   "said" (const gchar *text, const gchar *action, gboolean fault): one event to tell the person
 *   "layout" (): guo_desk_compact() changed
 */

/**
 * GuoAnswer:
 * @owner: who asked; still alive
 * @answer: (nullable): the daemon's answer, borrowed; %NULL on failure
 * @error: (nullable): why not; its message is a sentence for the person
 * @data: what was given to guo_desk_send()
 */
typedef void (*GuoAnswer) (gpointer owner, json_t *answer, const GError *error, gpointer data);

/**
 * guo_desk_new:
 * @database: absolute path of the database
 * @state: what the screen remembers
 *
 * Returns: (transfer full): a desk, not connected
 */
GuoDesk *guo_desk_new (const gchar *database, GuoScreenState *state);

/**
 * guo_desk_start:
 * @self: a new desk
 *
 * Finds or starts the daemon (blocks at most 5 s) and listens from then on.
 */
void guo_desk_start (GuoDesk *self);

/**
 * guo_desk_started:
 * @self: the desk
 *
 * Returns: whether guo_desk_start() was called
 */
gboolean guo_desk_started (GuoDesk *self);

/**
 * guo_desk_database:
 * @self: the desk
 *
 * Returns: (transfer none): absolute path of the database
 */
const gchar *guo_desk_database (GuoDesk *self);

/**
 * guo_desk_send:
 * @self: the desk
 * @method: "GET" or "POST"
 * @path: path and query
 * @body: (transfer full) (nullable): JSON object
 * @owner: who asks: not told when it is gone by then
 * @done: (nullable): called once
 * @data: for @done
 *
 * A change gets a Command-Id of its own; sending again after a broken connection is the client's work.
 */
void guo_desk_send (GuoDesk *self, const gchar *method, const gchar *path, json_t *body,
                       gpointer owner, GuoAnswer done, gpointer data);

/**
 * guo_desk_connected:
 * @self: the desk
 *
 * Returns: whether the daemon answers
 */
gboolean guo_desk_connected (GuoDesk *self);

/**
 * guo_desk_silence_ms:
 * @self: the desk
 *
 * Returns: milliseconds since the daemon was last heard; above 1000 nothing live may be shown
 */
gint guo_desk_silence_ms (GuoDesk *self);

/**
 * guo_desk_client:
 * @self: the desk
 *
 * Returns: (transfer none): the client, for answers that are no JSON
 */
GuoClient *guo_desk_client (GuoDesk *self);

/**
 * guo_desk_status:
 * @self: the desk
 *
 * Returns: (transfer none) (nullable): the last answer of /v1/status
 */
json_t *guo_desk_status (GuoDesk *self);

/**
 * guo_desk_rebuilding:
 * @self: the desk
 *
 * After an update the daemon makes its tables anew, and answers nothing else meanwhile. The desk asks again
 * until it is ready; then comes "status".
 *
 * Returns: (transfer none) (nullable): {done, total}; %NULL: it does not
 */
json_t *guo_desk_rebuilding (GuoDesk *self);

/**
 * guo_desk_mass:
 * @self: the desk
 * @mg: milligrams
 * @decimals: of the unit
 *
 * For lists, sums and sentences. A scale's digits, its tare and what is computed beside them are in the
 * scale's own unit: not by this.
 *
 * Returns: (transfer full): in the centre's unit: "21.60 kg", "43.20 jin"
 */
gchar *guo_desk_mass (GuoDesk *self, gint64 mg, gint decimals);

/**
 * guo_desk_mass_unit:
 * @self: the desk
 *
 * Returns: what the centre shows, for guo_format_figure() and the heads of columns
 */
GuoMassUnit guo_desk_mass_unit (GuoDesk *self);

/**
 * guo_desk_refresh:
 * @self: the desk
 *
 * Asks for the status and the open delivery anew.
 */
void guo_desk_refresh (GuoDesk *self);

/**
 * guo_desk_user:
 * @self: the desk
 *
 * Returns: (transfer none) (nullable): {user, name, role} of who is logged in
 */
json_t *guo_desk_user (GuoDesk *self);

/**
 * guo_desk_login:
 * @self: the desk
 * @user: id
 * @pin: what was typed
 * @owner: as guo_desk_send()
 * @done: (nullable): as guo_desk_send()
 */
void guo_desk_login (GuoDesk *self, gint64 user, const gchar *pin, gpointer owner,
                        GuoAnswer done);

/**
 * guo_desk_lock:
 * @self: the desk
 *
 * Nobody is logged in afterwards; open work stays.
 */
void guo_desk_lock (GuoDesk *self);

/**
 * guo_desk_delivery:
 * @self: the desk
 *
 * Returns: (transfer none) (nullable): row of the delivery at work
 */
json_t *guo_desk_delivery (GuoDesk *self);

/**
 * guo_desk_lot:
 * @self: the desk
 *
 * Returns: (transfer none) (nullable): the newest lot of the delivery at work
 */
json_t *guo_desk_lot (GuoDesk *self);

/**
 * guo_desk_set_delivery:
 * @self: the desk
 * @id: delivery, 0: none
 *
 * Remembered, so that a killed screen comes back to it.
 */
void guo_desk_set_delivery (GuoDesk *self, gint64 id);

/**
 * guo_desk_reload_delivery:
 * @self: the desk
 *
 * Asks for the sums of the delivery at work.
 */
void guo_desk_reload_delivery (GuoDesk *self);

/**
 * guo_desk_scale:
 * @self: the desk
 *
 * Returns: id of the scale in use, 0: none is known
 */
gint64 guo_desk_scale (GuoDesk *self);

/**
 * guo_desk_next_scale:
 * @self: the desk
 *
 * Uses the next of the scales that are heard.
 */
void guo_desk_next_scale (GuoDesk *self);

/**
 * guo_desk_weight:
 * @self: the desk
 *
 * Returns: (transfer none) (nullable): last line of the scale in use
 */
json_t *guo_desk_weight (GuoDesk *self);

/**
 * guo_desk_weight_of:
 * @self: the desk
 * @scale: id of a scale
 *
 * Returns: (transfer none) (nullable): its last line
 */
json_t *guo_desk_weight_of (GuoDesk *self, gint64 scale);

/**
 * guo_desk_devices:
 * @self: the desk
 *
 * Returns: (transfer none): object: device id as text → its last line
 */
json_t *guo_desk_devices (GuoDesk *self);

/**
 * guo_desk_grades:
 * @self: the desk
 *
 * Returns: (transfer none): object: run id as text → last line of the grading machine that fills it
 */
json_t *guo_desk_grades (GuoDesk *self);

/**
 * guo_desk_grade:
 * @self: the desk
 * @run: id of a run
 *
 * Returns: (transfer none) (nullable): its last line
 */
json_t *guo_desk_grade (GuoDesk *self, gint64 run);

/**
 * guo_desk_state:
 * @self: the desk
 *
 * Returns: (transfer none): what the screen remembers
 */
GuoScreenState *guo_desk_state (GuoDesk *self);

/**
 * guo_desk_sounds:
 * @self: the desk
 *
 * Returns: (transfer none): what is heard at this screen
 */
GuoSounds *guo_desk_sounds (GuoDesk *self);

/**
 * guo_desk_say:
 * @self: the desk
 * @text: one event, a sentence without markup
 * @action: (nullable): detailed action that undoes it
 * @fault: whether it was a refusal
 */
void guo_desk_say (GuoDesk *self, const gchar *text, const gchar *action, gboolean fault);

/**
 * guo_desk_compact:
 * @self: the desk
 *
 * Returns: how much must give way: 0 nothing, 1 a narrow window or large text, 2 both
 */
gint guo_desk_compact (GuoDesk *self);

/**
 * guo_desk_set_compact:
 * @self: the desk
 * @compact: as guo_desk_compact()
 */
void guo_desk_set_compact (GuoDesk *self, gint compact);

G_END_DECLS
