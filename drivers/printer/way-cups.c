/* A queue of CUPS: for a printer that another program's queue owns already. One way only: that a job is "completed" means
 * that its bytes were handed over, so what CUPS says proves no label (OpenPrinting CUPS issues 5441, 5425, 1122). What it
 * says of the paper is a hint, and may be an old one (issue 2126). */
#include "drivers/printer/way.h"

#include <cups/cups.h>
#include <string.h>

#define CONNECT_MS 3000
#define PATIENCE_S 5.0
#define NAME_MOST 127 /* of a queue, IPP */

typedef struct
{
  GuoPrinterWay way;
  gchar *queue;
  http_t *http;
  gint job; /* 0: none is open */
} Cups;

static const struct
{
  const gchar *reason; /* without "-error", "-warning", "-report"; RFC 8011, 5.4.12 */
  GuoPrinterState state;
} reasons[] = {
  { "media-empty", GUO_PRINTER_PAPER_OUT },   { "media-needed", GUO_PRINTER_PAPER_OUT },
  { "media-low", GUO_PRINTER_PAPER_NEAR_END }, { "media-jam", GUO_PRINTER_PAPER_JAM },
  { "door-open", GUO_PRINTER_HEAD_OPEN },     { "cover-open", GUO_PRINTER_COVER_OPEN },
  { "paused", GUO_PRINTER_PAUSED },           { "offline", GUO_PRINTER_OFFLINE },
  { "connecting-to-device", GUO_PRINTER_OFFLINE }, { "marker-supply-empty", GUO_PRINTER_RIBBON_OUT },
};

gboolean
guo_printer_cups_queue (const gchar *rest, GError **error)
{
  gsize len = strlen (rest);

  if (len > 0 && len <= NAME_MOST && strpbrk (rest, " /#?\t") == NULL)
    return TRUE;
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS, "“cups:%s” is not cups:QUEUE", rest);
  return FALSE;
}

static ipp_t *
request_new (Cups *self, ipp_op_t operation)
{
  gchar uri[HTTP_MAX_URI];
  ipp_t *request = ippNewRequest (operation);

  httpAssembleURIf (HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0, "/printers/%s", self->queue);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, cupsUser ());
  return request;
}

static gchar *
resource_new (Cups *self)
{
  return g_strdup_printf ("/printers/%s", self->queue);
}

static gboolean
begin_job (Cups *self, GError **error)
{
  ipp_t *request = request_new (self, IPP_OP_CREATE_JOB);
  g_autofree gchar *resource = resource_new (self);
  ipp_t *answer;
  ipp_attribute_t *id;

  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, "label");
  answer = cupsDoRequest (self->http, request, resource);
  id = answer != NULL ? ippFindAttribute (answer, "job-id", IPP_TAG_INTEGER) : NULL;
  self->job = id != NULL ? ippGetInteger (id, 0) : 0;
  ippDelete (answer);
  if (self->job == 0)
    return guo_printer_way_lost (cupsLastErrorString (), error);
  if (cupsStartDocument (self->http, self->queue, self->job, "label", CUPS_FORMAT_RAW, 1) == HTTP_STATUS_CONTINUE)
    return TRUE;
  guo_printer_way_lost (cupsLastErrorString (), error);
  cupsCancelJob2 (self->http, self->queue, self->job, 1);
  self->job = 0;
  return FALSE;
}

static gboolean
cups_send (GuoPrinterWay *way, const guint8 *bytes, gsize len, gint64 until_us, gsize *taken, GError **error)
{
  Cups *self = (Cups *) way;

  *taken = 0;
  if (self->job == 0 && !begin_job (self, error))
    return FALSE;
  if (cupsWriteRequestData (self->http, (const char *) bytes, len) != HTTP_STATUS_CONTINUE)
    return guo_printer_way_lost (cupsLastErrorString (), error);
  *taken = len;
  return TRUE;
}

static gboolean
cups_finish (GuoPrinterWay *way, GError **error)
{
  Cups *self = (Cups *) way;
  ipp_status_t status = cupsFinishDocument (self->http, self->queue);

  self->job = 0;
  return status < IPP_STATUS_ERROR_BAD_REQUEST || guo_printer_way_lost (cupsLastErrorString (), error);
}

static gssize
cups_receive (GuoPrinterWay *way, guint8 *bytes, gsize len, gint64 until_us, GError **error)
{
  return 0;
}

static guint
states_of (ipp_attribute_t *words)
{
  guint states = 0;

  for (gint i = 0; words != NULL && i < ippGetCount (words); i++)
    for (gsize r = 0; r < G_N_ELEMENTS (reasons); r++)
      if (g_str_has_prefix (ippGetString (words, i, NULL), reasons[r].reason))
        states |= reasons[r].state;
  return states;
}

static guint
cups_states (GuoPrinterWay *way)
{
  Cups *self = (Cups *) way;
  ipp_t *request = request_new (self, IPP_OP_GET_PRINTER_ATTRIBUTES);
  g_autofree gchar *resource = resource_new (self);
  ipp_t *answer;
  guint states;

  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", NULL, "printer-state-reasons");
  answer = cupsDoRequest (self->http, request, resource);
  states = answer != NULL ? states_of (ippFindAttribute (answer, "printer-state-reasons", IPP_TAG_KEYWORD)) : 0;
  ippDelete (answer);
  return states;
}

/* A job that broke off must not come out in part. */
static void
cups_close (GuoPrinterWay *way)
{
  Cups *self = (Cups *) way;

  if (self->job != 0)
    cupsCancelJob2 (self->http, self->queue, self->job, 1);
  httpClose (self->http);
  g_free (self->queue);
  g_free (self);
}

static int
give_up (http_t *http, void *user_data)
{
  return 0;
}

/* That there is no such queue is said now, not with the first label. */
static gboolean
find_queue (Cups *self, GError **error)
{
  ipp_t *request = request_new (self, IPP_OP_GET_PRINTER_ATTRIBUTES);
  g_autofree gchar *resource = resource_new (self);

  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", NULL, "printer-state");
  ippDelete (cupsDoRequest (self->http, request, resource));
  if (cupsLastError () < IPP_STATUS_ERROR_BAD_REQUEST)
    return TRUE;
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "the queue %s of CUPS: %s", self->queue,
               cupsLastErrorString ());
  return FALSE;
}

GuoPrinterWay *
guo_printer_way_cups (const gchar *rest, GCancellable *cancel, GError **error)
{
  static const GuoPrinterWayOps ops = { .send = cups_send, .finish = cups_finish, .receive = cups_receive,
                                        .states = cups_states, .close = cups_close, .one_way = TRUE };
  http_t *http = httpConnect2 (cupsServer (), ippPort (), NULL, AF_UNSPEC, cupsEncryption (), 1, CONNECT_MS, NULL);
  Cups *self;

  if (http == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "CUPS does not answer: %s", cupsLastErrorString ());
      return NULL;
    }
  httpSetTimeout (http, PATIENCE_S, give_up, NULL);
  self = g_new0 (Cups, 1);
  self->way.ops = &ops;
  self->queue = g_strdup (rest);
  self->http = http;
  if (find_queue (self, error))
    return &self->way;
  cups_close (&self->way);
  return NULL;
}
