"""The list of 25 and the insert: forms, CSRF and templates of Django; no login, no policy."""

from datetime import date

from cases.models import FamilyFile, Referral
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

TODAY = date(2016, 7, 31)
PAGE = 25


def families(request: HttpRequest) -> HttpResponse:
    """Show the first 25 open files, by name."""
    files = FamilyFile.objects.filter(closed_on__isnull=True).select_related(
        "family", "coordinator"
    )
    found = files.order_by("family__name", "id")[:PAGE]
    return render(request, "families.html", {"files": found, "total": files.count()})


class AskForm(forms.ModelForm):
    """What a family that asks fills in."""

    class Meta:
        """The fields of the public door."""

        model = Referral
        fields = (
            "first_name", "contact", "message_safe", "language", "postcode4", "wishes", "story",
        )  # fmt: skip


def ask(request: HttpRequest) -> HttpResponse:
    """Take in a family."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        referral = form.save(commit=False)
        referral.role, referral.source, referral.received_on = "asking", "self", TODAY
        referral.save()
        return HttpResponseRedirect("/thanks")
    return render(request, "ask.html", {"form": form}, status=422 if form.errors else 200)
