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

typedef struct _GuoRegisterMap GuoRegisterMap;       /* scale/register-map.h */
typedef struct _GuoHidScaleLayout GuoHidScaleLayout; /* scale/hid.h */

/* What a device was configured with where its protocol does not say it. All zero: nothing was. */
typedef struct
{
  GuoUnit unit;              /* of frames that never carry one; default kg */
  gint exponent;             /* power of ten of numbers that never carry a point (Modbus); 0 or below */
  const GuoRegisterMap *map; /* (nullable): Modbus; the caller keeps it; default: the protocol's own */
  const GuoHidScaleLayout *report; /* (nullable): USB HID; the caller keeps it; default: the usual report 3 */
  gboolean modbus_tcp;       /* Modbus frames with a TCP header in place of address and CRC */
} GuoScaleConfig;

/* Decodes at the front of @bytes; @config is complete (guo_scale_config_init()). */
typedef GuoDecodeResult (*GuoDecodeFunc) (const guint8 *bytes, gsize len, const GuoScaleConfig *config,
                                          GuoReading *out);

/* How a weight is got out of a scale; a device may be bound otherwise than is usual. Asking on the operator's key alone
 * is no way: a weight that nobody sees live would be recorded. */
typedef enum
{
  GUO_POLL_LISTEN, /* it sends by itself, each interval_us */
  GUO_POLL_RATE,   /* it is asked each interval_us */
} GuoPoll;

/* A command asked of a scale, by its name in `guozhanctl encode` ("zero", "tare", "ask-gross" ...). */
typedef struct
{
  const gchar *command;
  guint address;      /* bus address, 1 based; 0: none given, the first where there must be one */
  const gchar *arg;   /* (nullable): argument as typed, e.g. a preset tare "1.85" */
  const GuoScaleConfig *config; /* (nullable): of the device; an encoder gets it complete */
} GuoScaleCommand;

/* What a command does. Only a question may be sent to a device that nobody chose yet. */
typedef enum
{
  GUO_COMMAND_ASKS,    /* brings an answer, changes nothing on the scale */
  GUO_COMMAND_ACTS,    /* zero, tare, clear, print, repeat: changes something or makes paper */
  GUO_COMMAND_PRESETS, /* acts, and may take a weight as argument */
} GuoCommandEffect;

typedef struct
{
  const gchar *name;
  GuoCommandEffect effect;
  const gchar *bytes; /* (nullable): what is sent; NULL or an argument given: the encoder makes it */
} GuoScaleVerb;

/* Makes the bytes of a verb that the row has, its argument allowed by the verb. Returns how many, or -1
 * with GUO_DRIVER_ERROR_BAD_ARGUMENT. Called by guo_scale_encode() only. */
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
  gboolean zero; /* the centre-of-zero lamp */
  gint64 tare;   /* last digits; mantissa is the net when net is set */
} GuoScaleDisplay;

/* Returns the frame that a real indicator would send for @display (no fault injected), or 0 when the
 * protocol says nothing in that state. */
typedef gsize (*GuoFrameFunc) (const GuoScaleDisplay *display, guint8 *out, gsize max);

/* Returns what a real scale would answer to @verb; 0: nothing. */
typedef gsize (*GuoAnswerFunc) (const gchar *verb, const GuoScaleDisplay *display, guint8 *out, gsize max);

typedef struct
{
  const gchar *id;          /* "yaohua-tf0": stable for ever, stands in the log */
  const gchar *name;        /* English, for people */
  const gchar *models;      /* makers and models known to speak it */
  const gchar *line;        /* usual line setting, "9600/8n1" */
  const gchar *verified;    /* how verified: manual and page, capture */
  gsize max_frame;          /* bytes */
  gint64 interval_us;       /* usual time between two frames or two questions, microseconds */
  GuoPoll poll;             /* the usual way to a weight */
  const gchar *ask;         /* (nullable): the verb that brings one weight; NULL: it cannot be asked */
  guint max_address;        /* highest bus address; 0: there are none */
  gboolean has_stable;      /* the frame carries a stability flag */
  gboolean has_kind;        /* the frame tells gross from net */
  gboolean has_unit;        /* the frame carries its unit, while at rest at least */
  gboolean has_checksum;
  gboolean has_packets;     /* a transfer is one frame (USB reports): who delivers it flushes behind each */
  GuoDecodeFunc decode;
  GuoDecodeFunc flush;      /* (nullable): what silence or end of input completes, where decode says MORE */
  const GuoScaleVerb *verbs; /* (nullable): its commands, up to a NULL name; NULL: the scale only talks */
  GuoEncodeFunc encode;     /* (nullable): of verbs whose bytes depend on address or argument */
  GuoFrameFunc frame;       /* (nullable): for simulators */
  GuoAnswerFunc answer;     /* (nullable): for simulators; NULL: @ask brings the frame, the rest nothing */
  const gchar *map;         /* (nullable): Modbus: name of its own register map */
} GuoScaleProtocol;

G_END_DECLS
