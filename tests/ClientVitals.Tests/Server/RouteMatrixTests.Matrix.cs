namespace ClientVitals.Tests.Server;

/// <summary>What is expected of each address, and what is sent there.</summary>
public sealed partial class RouteMatrixTests
{
    /// <summary>
    /// The status, and after a colon the rows listed. Of the two books Leila's is coach's, Omar's is other's. What is asked changes nothing
    /// that another line rests on: a client is Leila, another id is nobody's, and who is signed out everywhere is the closer. full and read are keys of the owner with all
    /// scopes and with read alone; expired and revoked are service keys of the past.
    /// </summary>
    private const string Matrix = """
                                                                          nobody owner admin coach other setter full read service expired revoked
        GET    /                                                           302    200   200   200   200   302    200   200  200     401     401
        GET    /call-patterns                                              302    200   200   200   200   403   200   200   200   401   401
        GET    /call-patterns/back-test                                    302    200   200   403   403   403    403   403  403     401     401
        POST   /call-patterns/back-test                                    302    400   400   403   403   403    403   403  403     401     401
        GET    /health-scores                                              302    200   200   200   200   403   200   200   200   401   401
        GET    /renewals                                                  302    200   200   200   200   403   200   200   200   401   401
        GET    /renewals.csv                                              302    200   200   200   200   403   200   200   200   401   401
        GET    /failed-payments                                           302    200   200   200   200   403   200   200   200   401   401
        GET    /failed-payments.csv                                       302    200   200   200   200   403   200   200   200   401   401
        GET    /coaches                                                    302    200   200   200   200   403   200   200   200   401   401
        GET    /coaches/gaps                                               302    200   200   200   200   403   200   200   200   401   401
        GET    /jobs                                                       302    200   200   403   403   403    200   403  200     401     401
        GET    /jobs/{job}                                                 302    404   404   403   403   403    404   403  404     401     401
        POST   /jobs/{job}/run                                             302    404   404   403   403   403    404   403  404     401     401
        POST   /jobs/{job}/pause                                           302    404   404   403   403   403    404   403  404     401     401
        POST   /jobs/{job}/resume                                          302    404   404   403   403   403    404   403  404     401     401
        GET    /data                                                       302    200   200   403   403   403    403   403  403     401     401
        POST   /data                                                       302    400   400   403   403   403    403   403  403     401     401
        GET    /data/unmatched                                             302    200   200   403   403   403    403   403  403     401     401
        GET    /data/unmatched/whose                                       302    404   404   403   403   403    403   403  403     401     401
        POST   /data/unmatched                                             302    400   400   403   403   403    403   403  403     401     401
        GET    /data/duplicates                                            302    200   200   403   403   403    403   403  403     401     401
        POST   /data/duplicates/merge                                      302    400   400   403   403   403    403   403  403     401     401
        POST   /data/duplicates/two                                        302    400   400   403   403   403    403   403  403     401     401
        POST   /data/duplicates/two/take-back                              302    400   400   403   403   403    403   403  403     401     401
        GET    /data/files/{token:guid}                                    302    404   404   403   403   403    403   403  403     401     401
        POST   /data/files/{token:guid}                                    302    404   404   403   403   403    403   403  403     401     401
        GET    /data/files/{token:guid}/rejects.csv                        302    404   404   403   403   403    403   403  403     401     401
        GET    /data/deliveries/{id:long}                                  302    200   200   403   403   403    403   403  403     401     401
        GET    /data/deliveries/{id:long}/file                             302    400   403   403   403   403    403   403  403     401     401
        POST   /data/deliveries/{id:long}/reread                           302    400   400   403   403   403    403   403  403     401     401
        POST   /data/deliveries/{id:long}/undo                             302    400   400   403   403   403    403   403  403     401     401
        POST   /data/deliveries/{id:long}/redo                             302    400   400   403   403   403    403   403  403     401     401
        GET    /settings                                                  302    200   200   403   403   403    403   403  403     401     401
        POST   /settings/business                                         302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/pauses                                           302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/pauses/{id:long}/take-back                       302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/own-addresses                                    302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/users                                            302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/users/{id:guid}/link                             302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/users/{id:guid}/door                             302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/keys                                             302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/keys/{id:guid}/revoke                            302    400   400   403   403   403    403   403  403     401     401
        GET    /notices                                                   302    200   200   200   200   200    200   200  200     401     401
        POST   /notices/read                                              302    400   400   400   400   400    400   400  400     401     401
        GET    /notices/preferences                                       302    200   200   200   200   200    200   200  200     401     401
        POST   /notices/preferences                                       302    400   400   400   400   400    400   400  400     401     401
        GET    /settings/notices                                          302    200   200   403   403   403    403   403  403     401     401
        POST   /settings/notices/channels                                 302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/notices/channels/remove                          302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/notices/test                                     302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/notices/retry                                    302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/notices/hours                                    302    400   400   403   403   403    403   403  403     401     401
        GET    /start                                                     302    200   200   403   403   403    403   403  403     401     401
        POST   /start/zone                                                302    400   400   403   403   403    403   403  403     401     401
        POST   /start/steps                                               302    400   400   403   403   403    403   403  403     401     401
        POST   /start/coaches                                             302    400   400   403   403   403    403   403  403     401     401
        POST   /start/coaches/{change:long}/take-back                     302    400   400   403   403   403    403   403  403     401     401
        GET    /audit                                                     302    200   200   403   403   403    403   403  403     401     401
        GET    /settings/sources                                          302    200   200   403   403   403    403   403  403     401     401
        POST   /settings/sources                                          302    400   400   403   403   403    403   403  403     401     401
        GET    /settings/sources/{name}                                   302    404   404   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/mapping                           302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/switch                            302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/secret                            302    404   404   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/test                              302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/remove                            302    404   404   403   403   403    403   403  403     401     401
        GET    /did-it-help                                               302    200   200   403   403   403    403   403  403     401     401
        GET    /settings/playbooks                                        302    200   200   403   403   403    403   403  403     401     401
        GET    /settings/playbooks/{key}                                  302    404   404   403   403   403    403   403  403     401     401
        POST   /settings/playbooks/{key}                                  302    400   400   403   403   403    403   403  403     401     401
        GET    /settings/scorecards                                       302    200   200   403   403   403    403   403  403     401     401
        GET    /settings/scorecards/{name}                                302    404   404   403   403   403    403   403  403     401     401
        POST   /settings/scorecards/{name}/copy                           302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/scorecards/{name}/switch-on                      302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/scorecards/{name}/call-off                       302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/scorecards/{name}/remove                         302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/scorecards/{name}/back-test                      302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/scorecards/{name}/back-test/stop                 302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/sites                                            302    400   400   403   403   403    403   403  403     401     401
        GET    /clients                                                    302    200   200   200   200   200    200   200  200     401     401
        GET    /clients.csv                                                302    200   200   200   200   200    200   200  200     401     401
        POST   /clients/pause                                              302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/change                                             302    400   400   403   403   403    403   403  403     401     401
        POST   /views                                                      302    400   400   400   400   400    400   400  400     401     401
        POST   /views/{id:guid}/remove                                     302    400   400   400   400   400    400   400  400     401     401
        GET    /clients/{id:guid}                                          302    200   200   200   404   200    200   200  200     401     401
        POST   /clients/{id:guid}/answer                                   302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/pause                                    302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/pauses/{pause:long}/take-back            302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/back                                     302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/ends                                     302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/ends/{end:long}/take-back                302    400   400   400   400   400    400   403  400     401     401
        POST   /call-patterns/together/pause                               302    400   400   400   400   403    400   403  400     401     401
        POST   /call-patterns/together/{pause:long}/take-back              302    400   400   400   400   403    400   403  400     401     401
        POST   /clients/{id:guid}/health                                   302    400   400   400   400   403    400   403  400     401     401
        POST   /clients/{id:guid}/health/{set:long}/take-back              302    400   400   400   400   403    400   403  400     401     401
        POST   /clients/{id:guid}/notes                                    302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/notes/{note:long}/take-back              302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/calls                                    302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/calls/{call:guid}/take-back              302    400   400   400   400   400    400   403  400     401     401
        POST   /answers/{id:long}/take-back                                302    400   400   400   400   400    400   403  400     401     401
        GET    /interventions/{item:long}                                  302    404   404   404   404   403    404   403  404     401     401
        POST   /interventions/{item:long}/act                              302    400   400   400   400   403    400   403  400     401     401
        POST   /interventions/{item:long}/hand-over                        302    400   400   400   400   403    400   403  400     401     401
        POST   /interventions/acts/{act:long}/undo                         302    400   400   400   400   403    400   403  400     401     401
        GET    /insights                                                  302    200   200   200   200   403   200   200   200   401   401
        GET    /insights/{id:guid}                                        302    404   404   404   404   403   404   404   404   401   401
        POST   /insights/{id:guid}/act                                    302    400   400   400   400   403    400   403  400     401     401
        POST   /insights/acts/{act:long}/undo                             302    400   400   400   400   403    400   403  400     401     401
        GET    /account                                                    302    200   200   200   200   200    302   302  302     302     302
        POST   /account/name                                               403    400   400   400   400   400    403   403  403     403     403
        POST   /account/password                                           403    400   400   400   400   400    403   403  403     403     403
        POST   /account/sessions                                           403    400   400   400   400   400    403   403  403     403     403
        GET    /forgot                                                     200    200   200   200   200   200    200   200  200     200     200
        POST   /forgot                                                     403    400   400   400   400   400    403   403  403     403     403
        GET    /assets/{name}                                             404    404   404   404   404   404    404   404  404     404     404
        GET    /sign-in                                                   200    200   200   200   200   200    200   200  200     200     200
        POST   /sign-in                                                   403    401   401   401   401   401    403   403  403     403     403
        POST   /sign-out                                                  302    302   302   302   302   302    302   302  302     302     302
        GET    /link/{token}                                              410    410   410   410   410   410    410   410  410     410     410
        POST   /link/{token}                                              403    410   410   410   410   410    403   403  403     403     403
        GET    /health/live                                               200    200   200   200   200   200    200   200  200     200     200
        GET    /health/ready                                              200    200   200   200   200   200    200   200  200     200     200
        GET    /api/docs                                                  200    200   200   200   200   200    200   200  200     200     200
        GET    /api/{documentName}/openapi.json                           200    200   200   200   200   200    200   200  200     200     200
        POST   /webhooks/calls/{source}                                   401    401   401   401   401   401    401   401  401     401     401
        POST   /webhooks/{entity}/{source}                                401    401   401   401   401   401    401   401  401     401     401
        POST   /functions/v1/{name}                                       401    501   501   403   403   403    501   403  501     401     401
        GET    /rest/v1/rpc/{name}                                         401    200:2 200:2 200:1 200:1 403   200:2 200:2 200:2 401   401
        HEAD   /rest/v1/rpc/{name}                                         401    200   200   200   200   403   200   200   200   401   401
        POST   /rest/v1/rpc/{name}                                         401    200:2 200:2 200:1 200:1 403   200:2 200:2 200:2 401   401
        GET    /api/v1/clients                                            401    200:2 200:2 200:1 200:1 200:2  200:2 200:2 200:2  401     401
        POST   /api/v1/clients                                            401    400   400   400   400   400    400   403  400     401     401
        GET    /api/v1/clients/{id:guid}                                  401    200   200   200   404   200    200   200  200     401     401
        GET    /api/v1/clients/{id:guid}/pauses                           401    200:0 200:0 200:0 404   200:0  200:0 200:0 200:0  401     401
        POST   /api/v1/clients/{id:guid}/pauses                           401    400   400   400   404   400    400   403  400     401     401
        POST   /api/v1/clients/{id:guid}/back                             401    200   200   200   404   200    200   403  200     401     401
        GET    /api/v1/clients/{id:guid}/ends                             401    200:0 200:0 200:0 404   200:0  200:0 200:0 200:0  401     401
        POST   /api/v1/clients/{id:guid}/ends                             401    400   400   400   404   400    400   403  400     401     401
        DELETE /api/v1/clients/{id:guid}/ends/{end:long}                  401    404   404   404   404   404    404   403  404     401     401
        GET    /api/v1/ends                                               401    200:0 200:0 200:0 200:0 200:0  200:0 200:0 200:0  401     401
        GET    /api/v1/people                                             401    200:0 200:0 200:0 200:0 200:0  200:0 200:0 200:0  401     401
        POST   /api/v1/people/deliveries/{id:long}/undo                   401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/people/deliveries/{id:long}/redo                   401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/people/deliveries/{id:long}/reread                 401    400   400   403   403   403    403   403  403     401     401
        GET    /api/v1/pauses                                             401    200:0 200:0 200:0 200:0 200:0  200:0 200:0 200:0  401     401
        POST   /api/v1/pauses                                             401    400   400   403   403   403    400   403  400     401     401
        GET    /api/v1/calls                                              401    200:150 200:150 200:75 200:75 200:150 200:150 200:150 200:150 401 401
        POST   /api/v1/calls                                              401    400   400   400   400   400    400   403  400     401     401
        GET    /api/v1/sessions                                           401    200:0 200:0 200:0 200:0 200:0  200:0 200:0 200:0  401     401
        GET    /api/v1/sessions/{id:long}/versions                        401    404   404   404   404   404    404   404  404     401     401
        POST   /api/v1/sessions                                           401    400   400   400   400   400    400   403  400     401     401
        POST   /api/v1/sessions/deliveries/{id:long}/undo                 401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/sessions/deliveries/{id:long}/redo                 401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/sessions/deliveries/{id:long}/reread               401    400   400   403   403   403    403   403  403     401     401
        GET    /api/v1/packages                                           401    200:0 200:0 200:0 200:0 200:0  200:0 200:0 200:0  401     401
        GET    /api/v1/packages/renewals                                  401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/packages/renewals/totals                           401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/packages/remaining                                 401    400   400   400   400   400    400   400  400     401     401
        GET    /api/v1/packages/{id:long}/versions                        401    404   404   404   404   404    404   404  404     401     401
        POST   /api/v1/packages                                           401    400   400   400   400   400    400   403  400     401     401
        POST   /api/v1/packages/deliveries/{id:long}/undo                 401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/packages/deliveries/{id:long}/redo                 401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/packages/deliveries/{id:long}/reread               401    400   400   403   403   403    403   403  403     401     401
        GET    /api/v1/payments                                           401    200:0 200:0 200:0 200:0 200:0  200:0 200:0 200:0  401     401
        GET    /api/v1/payments/failed                                    401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/payments/failed/totals                             401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/payments/{id:long}/versions                        401    404   404   404   404   404    404   404  404     401     401
        POST   /api/v1/payments                                           401    400   400   400   400   400    400   403  400     401     401
        POST   /api/v1/payments/deliveries/{id:long}/undo                 401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/payments/deliveries/{id:long}/redo                 401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/payments/deliveries/{id:long}/reread               401    400   400   403   403   403    403   403  403     401     401
        GET    /api/v1/deliveries                                          401    200:1 200:1 403   403   403   200:1 200:1 200:1 401   401
        GET    /api/v1/deliveries/{id:long}/rejects                        401    200:0 200:0 403   403   403   200:0 200:0 200:0 401   401
        POST   /api/v1/deliveries/{id:long}/undo                           401    200   400   403   403   403    403   403  403     401     401
        POST   /api/v1/deliveries/{id:long}/redo                           401    200   400   403   403   403    403   403  403     401     401
        POST   /api/v1/deliveries/{id:long}/reread                         401    400   400   403   403   403    403   403  403     401     401
        GET    /api/v1/health/scorecards                                   401    200:1 200:1 200:1 200:1 403   200:1 200:1 200:1 401   401
        GET    /api/v1/health/scorecards/{name}                            401    404   404   404   404   403   404   404   404   401   401
        GET    /api/v1/health/scorecards/{name}/preview                    401    404   404   404   404   403   404   404   404   401   401
        POST   /api/v1/health/scorecards                                   401    400   400   403   403   403   400   403   400   401   401
        POST   /api/v1/health/scorecards/{name}/switch-on                  401    404   404   403   403   403   404   403   404   401   401
        POST   /api/v1/health/scorecards/{name}/call-off                   401    404   404   403   403   403   404   403   404   401   401
        DELETE /api/v1/health/scorecards/{name}                            401    404   404   403   403   403   404   403   404   401   401
        GET    /api/v1/health/scorecards/{name}/back-test                  401    404   404   403   403   403   404   403   404   401   401
        POST   /api/v1/health/scorecards/{name}/back-test                  401    404   404   403   403   403   404   403   404   401   401
        POST   /api/v1/health/scorecards/{name}/back-test/stop             401    404   404   403   403   403   404   403   404   401   401
        GET    /api/v1/health/overrides                                    401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        POST   /api/v1/health/clients/{id:guid}/override                   401    400   400   400   404   403   400   403   400   401   401
        DELETE /api/v1/health/clients/{id:guid}/override/{override:long}   401    404   404   404   404   403   404   403   404   401   401
        GET    /api/v1/call-patterns/breaks                                401    200:2 200:2 200:1 200:1 403   200:2 200:2 200:2 401   401
        GET    /api/v1/call-patterns/never-got-going                       401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/call-patterns/together                              401    200   200   200   200   403   200   200   200   401   401
        POST   /api/v1/call-patterns/together/pause                        401    400   400   400   400   403   400   403   400   401   401
        DELETE /api/v1/call-patterns/together/pause/{pause:long}           401    404   404   404   404   403   404   403   404   401   401
        GET    /api/v1/call-patterns/last                                  401    200   200   200   200   403   200   200   200   401   401
        GET    /api/v1/call-patterns/clients/{id:guid}                     401    200   200   200   404   403   200   200   200   401   401
        GET    /api/v1/call-patterns/clients/{id:guid}/history             401    200:1 200:1 200:1 404   403   200:1 200:1 200:1 401   401
        POST   /api/v1/call-patterns/clients/{id:guid}/answer              401    400   400   400   404   403   400   403   400   401   401
        DELETE /api/v1/call-patterns/answers/{id:long}                     401    404   404   404   404   403   404   403   404   401   401
        GET    /api/v1/health/zones                                        401    200   200   200   200   403   200   200   200   401   401
        GET    /api/v1/health/calibration                                  401    404   404   404   404   403   404   404   404   401   401
        GET    /api/v1/health/moves                                        401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/health/clients                                      401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/health/clients/{id:guid}                            401    404   404   404   404   403   404   404   404   401   401
        GET    /api/v1/health/clients/{id:guid}/history                    401    200:0 200:0 200:0 404   403   200:0 200:0 200:0 401   401
        GET    /api/v1/interventions                                       401    200:2 200:2 200:1 200:1 403   200:2 200:2 200:2 401   401
        GET    /api/v1/interventions/{item:long}                           401    404   404   404   404   403   404   404   404   401   401
        POST   /api/v1/interventions/{item:long}/acts                      401    404   404   404   404   403   404   403   404   401   401
        POST   /api/v1/interventions/{item:long}/hand-over                 401    404   404   404   404   403   404   403   404   401   401
        DELETE /api/v1/interventions/acts/{act:long}                       401    404   404   404   404   403   404   403   404   401   401
        GET    /api/v1/insights                                            401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/insights/checks                                     401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/insights/{id:guid}                                  401    404   404   404   404   403   404   404   404   401   401
        POST   /api/v1/insights/{id:guid}/acts                             401    404   404   404   404   403   404   403   404   401   401
        DELETE /api/v1/insights/acts/{act:long}                            401    404   404   404   404   403   404   403   404   401   401
        GET    /api/v1/playbooks                                           401    200:10 200:10 200:10 200:10 403  200:10 200:10 200:10 401  401
        GET    /api/v1/playbooks/effects                                   401    200:1 200:1 200:1 200:1 403   200:1 200:1 200:1 401   401
        GET    /api/v1/playbooks/{key}                                     401    404   404   404   404   403   404   404   404   401   401
        POST   /api/v1/playbooks/{key}                                     401    404   404   403   403   403   404   403   404   401   401
        POST   /api/v1/queue/complete                                      401    200   200   403   403   403   200   403   200   401   401
        PUT    /api/v1/clients/{id:guid}/never-withheld                    401    204   204   204   404   403   204   403   204   401   401
        DELETE /api/v1/clients/{id:guid}/never-withheld                    401    204   204   204   404   403   204   403   204   401   401
        POST   /api/v1/call-patterns/analyze                              401    400   400   403   403   403    400   403  400     401     401
        POST   /api/v1/call-patterns/back-test                            401    400   400   403   403   403    400   403  400     401     401
        GET    /api/v1/me                                                 401    200   200   200   200   200    200   200  200     401     401
        GET    /api/v1/users                                              401    200:6 200:6 403   403   403    403   403  403     401     401
        POST   /api/v1/users                                              401    400   400   403   403   403    403   403  403     401     401
        PATCH  /api/v1/users/{id:guid}                                    401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/users/{id:guid}/link                               401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/users/{id:guid}/sign-out                           401    200   200   403   403   403    403   403  403     401     401
        GET    /api/v1/notices                                            401    200:0 200:0 200:0 200:0 200:0  200:0 200:0 400    401     401
        POST   /api/v1/notices/read                                       401    200   200   200   200   200    200   200  400     401     401
        GET    /api/v1/notices/preferences                                401    200   200   200   200   200    200   200  400     401     401
        PUT    /api/v1/notices/preferences                                401    200   200   200   200   200    200   200  400     401     401
        GET    /api/v1/notices/channels                                   401    200:0 200:0 403   403   403    403   403  403     401     401
        PUT    /api/v1/notices/channels/{name}                            401    400   400   403   403   403    403   403  403     401     401
        DELETE /api/v1/notices/channels/{name}                            401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/notices/channels/{name}/test                       401    404   404   403   403   403    403   403  403     401     401
        GET    /api/v1/notices/deliveries                                 401    200:0 200:0 403   403   403    403   403  403     401     401
        POST   /api/v1/notices/deliveries/{id:long}/retry                 401    404   404   403   403   403    403   403  403     401     401
        GET    /api/v1/keys                                               401    200:7 200:7 200:1 200:1 200:1  200:7 200:7 200:7  401     401
        POST   /api/v1/keys                                               401    400   403   403   403   403    403   403  403     401     401
        DELETE /api/v1/keys/{id:guid}                                     401    400   400   400   400   400    400   400  400     401     401
        GET    /api/v1/audit                                              401    200:5 200:5 403   403   403    403   403  403     401     401
        GET    /api/v1/settings                                           401    200   200   200   200   403    200   200  200     401     401
        PATCH  /api/v1/settings                                           401    400   400   403   403   403    400   403  400     401     401
        GET    /api/v1/jobs                                                401    200:8 200:8 200:8 200:8 200:8  200:8 200:8 200:8  401     401
        GET    /api/v1/runs                                                401    200:5 200:5 200:5 200:5 200:5  200:5 200:5 200:5  401     401
        POST   /api/v1/insights/run                                        401    200   200   403   403   403   200   403   200   401   401
        POST   /api/v1/jobs/{job}/run                                      401    404   404   403   403   403    404   403  404     401     401
        PATCH  /api/v1/jobs/{job}                                          401    400   400   403   403   403    400   403  400     401     401
        GET    /api/v1/live                                               401    200   200   200   200   200    200   200  200     401     401
        """;

    /// <summary>What is sent, where an empty object would not do; and what is asked for in the address.</summary>
    private static readonly Dictionary<string, (string Body, string Query)> Sent = new()
    {
        ["GET /rest/v1/rpc/{name}"] = ("", "?days_back=36500"),
        ["HEAD /rest/v1/rpc/{name}"] = ("", "?days_back=36500"),
        ["POST /rest/v1/rpc/{name}"] = ("""{"days_back": 36500}""", ""),
        ["POST /api/v1/clients"] = ("""{"addresses": ["no address"], "coach": "Sara"}""", ""),
        ["POST /api/v1/health/clients/{id:guid}/override"] = ("""{"zone": "RED", "lastDay": "2020-01-01", "reason": "x"}""", ""),
        ["POST /api/v1/clients/{id:guid}/pauses"] = ("""{"from": "2026-01-10", "until": "2026-01-09"}""", ""),
        ["POST /api/v1/clients/{id:guid}/ends"] = ("""{"on": "0001-01-01"}""", ""),
        ["POST /api/v1/call-patterns/together/pause"] = ("""{"until": "0001-01-01"}""", ""),
        ["POST /api/v1/pauses"] = ("""{"from": "2026-01-10", "until": "2026-01-09"}""", ""),
        ["GET /api/v1/calls"] = ("", "?size=500"),
        ["POST /api/v1/calls"] = ("[]", ""),
        ["POST /api/v1/sessions"] = ("[]", ""),
        ["POST /api/v1/packages"] = ("[]", ""),
        ["POST /api/v1/payments"] = ("[]", ""),
        ["POST /api/v1/call-patterns/clients/{id:guid}/answer"] = ("""{"answer": "FINE", "until": "2026-02-01"}""", ""),
        ["POST /api/v1/interventions/{item:long}/hand-over"] = ("""{"to": "x"}""", ""),
        ["POST /api/v1/interventions/{item:long}/acts"] = ("""{"outcome": "NOTE", "note": "x"}""", ""),
        ["POST /api/v1/insights/{id:guid}/acts"] = ("""{"act": "DISMISSED"}""", ""),
        ["POST /api/v1/call-patterns/analyze"] = ("""{"asOf": "2100-01-01T00:00:00Z"}""", ""),
        ["POST /api/v1/call-patterns/back-test"] = ("""{"from": "1800-01-01"}""", ""),
        ["POST /api/v1/users"] = ("""{"email": "none", "name": "None", "role": "COACH"}""", ""),
        ["POST /api/v1/users/{id:guid}/link"] = ("""{"purpose": "SIGN_IN"}""", ""),
        ["POST /api/v1/keys"] = ("""{"name": " ", "scopes": ["read"]}""", ""),
        ["GET /api/v1/audit"] = ("", "?size=5"),
        ["PATCH /api/v1/settings"] = ("""{"currency": "none"}""", ""),
    };
}
