/* What the decoders of several protocols share: where a frame or a line begins and ends, numbers and units
 * in fields of characters, check digits. Pure; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

#define GUO_SKIP(n) ((GuoDecodeResult) { GUO_DECODE_SKIP, n })
#define GUO_MORE ((GuoDecodeResult) { GUO_DECODE_MORE, 0 })

/* Longest line of any text protocol, CR LF included. */
#define GUO_LINE_MAX 64

/**
 * guo_frame_at_front:
 * @bytes: the stream from here on
 * @len: how many there are
 * @start: the byte that every frame begins with
 * @frame_len: length of a frame
 * @result: (out): on %FALSE what the decoder returns: bytes to skip up to the next @start, or more needed
 *
 * Returns: whether @frame_len bytes that begin with @start lie at the front
 */
gboolean guo_frame_at_front (const guint8 *bytes, gsize len, guint8 start, gsize frame_len, GuoDecodeResult *result);

/* Reads a line without its CR LF. Returns READING, SILENT, or SKIP for a line that is not understood. */
typedef GuoDecodeStatus (*GuoLineFunc) (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out);

/**
 * guo_line_decode:
 * @bytes: the stream from here on, a line's beginning
 * @len: how many there are
 * @config: for @func
 * @func: reads a whole line
 * @out: for @func
 *
 * A frame is a whole line up to its CR LF. A line that was joined in its middle is skipped whole; nothing is
 * searched for inside. A line end without CR is no line of ours.
 *
 * Returns: the result of the decoder
 */
GuoDecodeResult guo_line_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoLineFunc func,
                                 GuoReading *out);

/**
 * guo_line_is:
 * @line: a line without its end
 * @len: its length
 * @text: what it may be
 *
 * Returns: whether the line is exactly @text
 */
gboolean guo_line_is (const guint8 *line, gsize len, const gchar *text);

/**
 * guo_field_blank:
 * @at: a field
 * @len: its length
 *
 * Returns: whether it holds nothing but blanks
 */
gboolean guo_field_blank (const guint8 *at, gsize len);

/**
 * guo_field_number:
 * @at: a field
 * @len: its length
 * @out: (out): mantissa, exponent and has_value are set on %TRUE, else nothing
 *
 * Blanks, a sign or none, blanks, then up to 18 digits with at most one point (nine decimals at most) up to
 * the field's end. Minus zero is zero.
 *
 * Returns: %FALSE for anything else
 */
gboolean guo_field_number (const guint8 *at, gsize len, GuoReading *out);

/**
 * guo_field_unit:
 * @at: a field
 * @len: its length
 * @unit: (out): the unit, any case, blanks around it; %GUO_UNIT_NONE for a field of blanks
 *
 * Returns: %FALSE for a unit that is not known
 */
gboolean guo_field_unit (const guint8 *at, gsize len, GuoUnit *unit);

/**
 * guo_xor:
 * @at: bytes
 * @len: how many
 *
 * Returns: all of them exclusive-ored
 */
guint8 guo_xor (const guint8 *at, gsize len);

/**
 * guo_hex_digit:
 * @nibble: a number; its low four bits count
 *
 * Returns: '0' to '9', 'A' to 'F'
 */
guint8 guo_hex_digit (guint nibble);

/**
 * guo_frame_printf:
 * @out: (out caller-allocates): the bytes, without a NUL behind
 * @max: room
 * @format: printf format
 * @...: what it takes
 *
 * Returns: how many bytes, 0 when they do not fit
 */
gsize guo_frame_printf (guint8 *out, gsize max, const gchar *format, ...) G_GNUC_PRINTF (3, 4);

/* Digits of a display, right-aligned; room for the widest field. */
typedef struct
{
  gchar text[24];
} GuoDigits;

/**
 * guo_display_digits:
 * @display: what a simulated scale shows
 * @width: of the field, up to 20
 * @pad: what stands before the digits: '0' or ' '
 * @sign: whether a minus stands next to the digits; else the digits are the magnitude
 * @out: (out): the field
 *
 * Returns: %FALSE when the number does not fit
 */
gboolean guo_display_digits (const GuoScaleDisplay *display, gsize width, gchar pad, gboolean sign, GuoDigits *out);

/**
 * guo_display_out_of_range:
 * @display: what a simulated scale shows
 *
 * Returns: whether it shows no weight, above or below
 */
gboolean guo_display_out_of_range (const GuoScaleDisplay *display);

G_END_DECLS
