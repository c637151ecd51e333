/* The contract of a scale protocol: pure functions over bytes, one constant row per protocol.
 *
 * A decoder cannot wait, log, allocate or look at a clock; it may be called from any thread. What
 * must always hold (and is fuzzed): used <= len; MORE exactly when used == 0, and only while
 * len < max_frame; the reading is untouched unless READING is returned.
 */
#pragma once

#include "drivers/error.h"
#include "drivers/reading.h"

G_BEGIN_DECLS

/* MORE: wait for more bytes. SKIP: these bytes belong to no frame, search on behind them.
 * SILENT: a whole valid frame that is no reading (an acknowledgement, an echo). READING: *out is set. */
typedef enum
{
  GUO_DECODE_MORE,
  GUO_DECODE_SKIP,
  GUO_DECODE_SILENT,
  GUO_DECODE_READING,
} GuoDecodeStatus;

typedef struct
{
  GuoDecodeStatus status;
  gsize used; /* bytes consumed from the front */
} GuoDecodeResult;

/* What a device was configured with where its protocol does not say it. */
typedef struct
{
  GuoUnit unit; /* unit of frames that never carry one; default kg */
} GuoScaleConfig;

typedef GuoDecodeResult (*GuoDecodeFunc) (const guint8 *bytes, gsize len, const GuoScaleConfig *config,
                                          GuoReading *out);

/* A command asked of a scale, by its name in `guozhanctl encode` ("zero", "tare", "ask-gross" ...). */
typedef struct
{
  const gchar *command;
  guint address;      /* bus address, 1 based; 0: none given */
  const gchar *arg;   /* (nullable): argument as typed, e.g. a preset tare "1.85" */
} GuoScaleCommand;

/* Returns the bytes to send, or -1 with GUO_DRIVER_ERROR_BAD_ARGUMENT. */
typedef gssize (*GuoEncodeFunc) (const GuoScaleCommand *command, guint8 *out, gsize max, GError **error);

/* What a simulated scale shows at one instant; the encoder of a protocol turns it into its frame. */
typedef struct
{
  gint64 mantissa;
  gint exponent;
  GuoUnit unit;
  gboolean net;
  gboolean stable;
  gboolean overload;
  gboolean underload;
} GuoScaleDisplay;

/* Returns the frame that a real indicator would send for @display (no fault injected), or 0 when the
 * protocol says nothing in that state. */
typedef gsize (*GuoFrameFunc) (const GuoScaleDisplay *display, guint8 *out, gsize max);

typedef struct
{
  const gchar *id;          /* "yaohua-tf0": stable for ever, stands in the log */
  const gchar *name;        /* English, for people */
  const gchar *models;      /* makers and models known to speak it */
  const gchar *line;        /* usual line setting, "9600/8n1" */
  const gchar *verified;    /* how verified: manual and page, capture */
  gsize max_frame;          /* bytes */
  gint64 interval_us;       /* usual time between two frames of a continuous sender, microseconds */
  gboolean has_stable;      /* the frame carries a stability flag */
  gboolean has_kind;        /* the frame tells gross from net */
  gboolean has_checksum;
  GuoDecodeFunc decode;
  GuoDecodeFunc flush;      /* (nullable): what silence or end of input completes */
  GuoEncodeFunc encode;     /* (nullable): commands; NULL: the scale only talks */
  const gchar *const *commands; /* (nullable): NULL-terminated names that @encode knows */
  GuoFrameFunc frame;       /* (nullable): for simulators */
} GuoScaleProtocol;

G_END_DECLS
