"""The whole main job, as its users do it: from a referral to an evaluated, ended coupling."""

from datetime import date
from tests.browser import getting_ready as ready
from tests.browser import together
from playwright.sync_api import Browser

from core.accounts.models import Role
from tests.browser.people import Person
from tests.browser.running import RunningHouse
from tests.browser.sign_up import offer_support, refer_a_family


def the_main_job(browser: Browser, house: RunningHouse, scripts: bool) -> None:
    global LAST
    rhenen = house.found("rhenen", "Rhenen")
    marit = house.hire(rhenen, Role.COORDINATOR, "Marit Hendriks")
    home = house.address("rhenen")
    teacher=LAST=Person(browser, scripts=scripts)
    status = refer_a_family(teacher, home + "/")
    parent=LAST=Person(browser, scripts=scripts)
    offer_support(parent, home + "/")
    house.run_jobs()
    c=LAST=Person(browser, scripts=scripts)
    c.logs_in(home+'/inloggen', marit)
    ready.sees_both_sign_ups(c)
    ready.accepts_the_family(c)
    ready.plans_the_intake(c, "25-11-2026")
    ready.accepts_the_steungezin(c)
    house.move_to(date(2026,11,25))
    c.follows("Deze week")
    ready.opens_the_file(c,"El Amrani")
    ready.adds_a_member(c,"Kind","Bas","4-5-2018")
    ready.opens_the_file(c,"El Amrani")
    ready.does_the_intake(c)
    ready.does_the_safety_check(c)
    ready.writes_the_request(c)
    ready.opens_the_file(c,"Verhoef")
    ready.adds_a_member(c,"Ouder","Wim")
    ready.opens_the_file(c,"Verhoef")
    ready.does_the_intake_of_the_steungezin(c)
    ready.writes_the_offer(c)
    ready.opens_the_file(c,"Verhoef")
    ready.follows_the_vog(c,"Aangevraagd","25-11-2026","Jorien","Wim")
    house.move_to(date(2026,12,14))
    ready.follows_the_vog(c,"Afgegeven","10-12-2026","Jorien","Wim")
    ready.follows_the_vog(c,"Gezien","14-12-2026","Jorien","Wim")
    ready.chooses_the_steungezin(c)
    together.plans_the_introduction(c,"16-12-2026")
    house.move_to(date(2026,12,17))
    together.opens_the_coupling(c)
    together.both_sides_say_yes(c)
    together.starts_the_trial(c,"18-12-2026","29-1-2027")
    together.notes_the_agreements(c)
    house.run_jobs()
    house.move_to(date(2027,1,28))
    together.opens_the_coupling(c)
    together.both_sides_say_yes(c)
    together.evaluates(c)
    together.opens_the_coupling(c)
    print(together.downloads_the_contract(c)[:500])
    together.notes_that_both_signed(c,"28-1-2027")
    together.makes_it_definitive(c,"28-1-2027")
    house.move_to(date(2027,7,26))
    c.follows("Deze week")
    together.opens_the_coupling(c)
    together.evaluates(c)
    together.opens_the_coupling(c)
    together.ends_it(c, "Steun is niet meer nodig", "26-7-2027")
    c.leaves()
