/* Yaohua XK3190 indicators and those that copy them. Constant rows; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* Continuous output, format tF = 0: 12 bytes with an XOR checksum. The indicator takes no commands. */
extern const GuoScaleProtocol guo_scale_yaohua_tf0;

/* Asked by commands, tF = 1: gross, tare, net, each by its own question. */
extern const GuoScaleProtocol guo_scale_yaohua_cmd;

/* The A22's own commands, zero and tare among them. */
extern const GuoScaleProtocol guo_scale_yaohua_a22_cmd;

/* "=" frames without a checksum: 9 bytes, low digit first; 8 bytes, low digit first; 9 bytes, high digit
 * first. They read each other's frames with other values. */
extern const GuoScaleProtocol guo_scale_yaohua_eq_rev;
extern const GuoScaleProtocol guo_scale_yaohua_eq_rev8;
extern const GuoScaleProtocol guo_scale_yaohua_eq_fwd;

/* Text lines: "WG004.139kg3D" with an XOR, "ww00015.000kg" without. */
extern const GuoScaleProtocol guo_scale_yaohua_w15;
extern const GuoScaleProtocol guo_scale_yaohua_ww;

/* Length of a 9-byte "=" frame. */
#define GUO_YAOHUA_EQ_LEN 9

/**
 * guo_yaohua_a22_decode:
 * @bytes: the stream from here on
 * @len: how many there are
 * @config: the unit
 * @out: (out): the reading
 *
 * The A22's answer as its manual words it (p.11): an "=" frame, low digit first, '0' positive, '1' negative.
 *
 * Returns: as every decoder
 */
GuoDecodeResult guo_yaohua_a22_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out);

/**
 * guo_yaohua_a22_frame:
 * @display: what is shown
 * @out: (out): the frame
 * @max: room
 *
 * Returns: its length, 0 when nothing is said
 */
gsize guo_yaohua_a22_frame (const GuoScaleDisplay *display, guint8 *out, gsize max);

G_END_DECLS
