#include "drivers/grader/line.h"

#include "drivers/grader/crc.h"

#include <glib/gi18n.h>
#include <string.h>

/* Star and four hex digits. */
#define CHECK_LEN 5u

/* What does not belong to the inner of a frame, nor counts as skipped. */
static const gboolean ends_inner[256] = { ['$'] = TRUE, ['\r'] = TRUE, ['\n'] = TRUE };

const GuoGraderProtocol guo_grader_line = {
  .id = "guozhan-line",
  .name = N_("Guozhan line, one line a fruit"),
  .models = "none yet: what an integrator or a PLC is asked to speak",
  .line = "115200/8n1",
  .verified = "our own definition; vectors",
  .tcp_port = GUO_GRADER_LINE_PORT,
  .has_checksum = TRUE,
  .has_simulator = TRUE,
};

struct _GuoGraderLine
{
  GuoGraderListener listener;
  gpointer user_data;
  GuoGraderTally tally;

  gboolean in_frame;
  guint64 frame_at;                    /* offset of its "$" */
  gsize len;                           /* bytes of the frame so far, "$" included */
  gchar frame[GUO_GRADER_LINE_MAX];
};

GuoGraderLine *
guo_grader_line_new (const GuoGraderTally *books, const GuoGraderListener *listener, gpointer user_data)
{
  GuoGraderLine *self = g_new0 (GuoGraderLine, 1);

  if (books != NULL)
    self->tally = *books;
  self->listener = *listener;
  self->user_data = user_data;
  return self;
}

void
guo_grader_line_free (GuoGraderLine *self)
{
  g_free (self);
}

const GuoGraderTally *
guo_grader_line_tally (const GuoGraderLine *self)
{
  return &self->tally;
}

/* The frame that is under way is nothing. */
static void
give_up (GuoGraderLine *self, GuoGraderCode code, guint64 *count)
{
  const GuoGraderProblem problem = { .code = code, .at_byte = self->frame_at, .seq = GUO_GRADER_NONE };

  self->in_frame = FALSE;
  (*count)++;
  if (self->listener.problem != NULL)
    self->listener.problem (&problem, self->user_data);
}

/* Returns: the check that the frame carries; -1: none. */
static gint
carried_crc (const GuoGraderLine *self)
{
  const gchar *star = memchr (self->frame, '*', self->len);
  gint crc = 0;

  if (star == NULL || (gsize) (star - self->frame) + CHECK_LEN != self->len)
    return -1;
  for (gsize i = 1; i < CHECK_LEN; i++)
    {
      if (!g_ascii_isxdigit (star[i]))
        return -1;
      crc = crc << 4 | g_ascii_xdigit_value (star[i]);
    }
  return crc;
}

static void
end_frame (GuoGraderLine *self)
{
  const gchar *body = self->frame + 1;
  gint crc = carried_crc (self);
  gsize body_len;
  GuoGraderRecord record; /* not cleared: a fruit is a tenth of it */
  GuoGraderFault fault;
  gboolean good;

  if (crc < 0)
    {
      give_up (self, GUO_GRADER_BROKEN_NO_CRC, &self->tally.counts.broken);
      return;
    }
  body_len = self->len - 1 - CHECK_LEN;
  if (guo_grader_crc ((const guint8 *) body, body_len) != crc)
    {
      give_up (self, GUO_GRADER_BAD_CRC, &self->tally.counts.bad_crc);
      return;
    }
  self->in_frame = FALSE;
  record.seq = 0;
  record.at_byte = self->frame_at;
  good = guo_grader_fields_read (body, body_len, &record, &fault);
  guo_grader_tally_add (&self->tally, &record, good ? NULL : &fault, &self->listener, self->user_data);
}

static void
begin_frame (GuoGraderLine *self, guint64 at_byte)
{
  self->in_frame = TRUE;
  self->frame_at = at_byte;
  self->frame[0] = '$';
  self->len = 1;
}

/* Bytes up to the next that begins or ends a frame. Returns: how many of @len. */
static gsize
push_inner (GuoGraderLine *self, const guint8 *bytes, gsize len)
{
  gsize room = self->in_frame ? GUO_GRADER_LINE_MAX - self->len : 0;
  gsize n = 0;

  while (n < len && !ends_inner[bytes[n]])
    n++;
  if (self->in_frame)
    memcpy (self->frame + self->len, bytes, MIN (n, room));
  self->len += MIN (n, room);
  if (n > room)
    {
      if (self->in_frame)
        give_up (self, GUO_GRADER_TOO_LONG, &self->tally.counts.broken);
      self->tally.counts.skipped_bytes += n - room;
    }
  return n;
}

void
guo_grader_line_push (GuoGraderLine *self, const guint8 *bytes, gsize len)
{
  gsize used;

  for (gsize i = 0; i < len; i += used, self->tally.bytes += used)
    {
      used = 1;
      if (bytes[i] == '$')
        {
          if (self->in_frame)
            give_up (self, GUO_GRADER_BROKEN_BY_NEW_START, &self->tally.counts.broken);
          begin_frame (self, self->tally.bytes);
        }
      else if (!ends_inner[bytes[i]])
        used = push_inner (self, bytes + i, len - i);
      else if (self->in_frame)
        end_frame (self);
    }
}

void
guo_grader_line_end (GuoGraderLine *self)
{
  if (self->in_frame)
    give_up (self, GUO_GRADER_INCOMPLETE_AT_END, &self->tally.counts.broken);
}
