import time
from tests.neighbourhood import settle
from tests.canary.birds import hatch, MARKS
from sqlalchemy import select
def test_it(app, office, make_tenant, superuser):
    t=time.time()
    bird, n=hatch(app, office, superuser, make_tenant(), MARKS[0])
    print(time.time()-t, {k:len(v) for k,v in n.ids.items()}, n.tokens)
    app.testing=False
    import traceback
    import logging
    logging.disable()
    from core.accounts.policy import Place
    for p in ["/week","/gezinnen","/gezinnen?pagina=1&wie=alle", "/matching","/matching?wie=alle","/koppelingen","/aanmeldingen","/aanmeldingen?toon=alle","/berichten","/medewerkers","/cijfers","/instellingen"]+[f"/gezinnen/{i}" for i in sorted(bird.ids) if 1] + [f"/koppelingen/{i}" for i in sorted(bird.ids)]+[f"/evaluaties/{i}" for i in sorted(bird.ids)]+[f"/matching/{i}" for i in sorted(bird.ids)]:
        app.testing=True
        try:
            a=n.admin.browser.get(p)
            if a.status_code!=404: print(p, a.status_code, "z~qk" in a.text)
        except Exception as e:
            print(p, '!!!', traceback.format_exc()[-700:])
