"""The tables behind the list and the insert, with the columns and the indexes of ours."""

import uuid

from django.db import models


class Member(models.Model):
    """Somebody who works here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=80)


class Family(models.Model):
    """A household."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=80, db_index=True)
    place = models.CharField(max_length=60, default="")
    postcode4 = models.CharField(max_length=4, default="")
    language = models.CharField(max_length=20, default="nl")
    created_on = models.DateField()


class FamilyFile(models.Model):
    """The file of one role of a family."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    family = models.ForeignKey(Family, on_delete=models.CASCADE)
    role = models.CharField(max_length=8)
    coordinator = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        """As ours."""

        indexes = (models.Index(fields=["role", "opened_on"]),)


class Referral(models.Model):
    """A sign-up, with its texts as they were typed: nothing is sealed here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    role = models.CharField(max_length=8)
    source = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="new")
    received_on = models.DateField()
    first_name = models.CharField(max_length=60)
    contact = models.CharField(max_length=120)
    message_safe = models.BooleanField(null=True)
    language = models.CharField(max_length=20)
    postcode4 = models.CharField(max_length=4)
    wishes = models.JSONField(default=list)
    story = models.TextField()

    class Meta:
        """As ours."""

        indexes = (models.Index(fields=["state", "received_on"]),)
