"""The two pages."""

from cases import views
from django.urls import path

urlpatterns = [path("gezinnen", views.families), path("ik-zoek-steun", views.ask)]
